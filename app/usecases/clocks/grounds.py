"""The grounds on which a clock stops and the rules of an extension, as the office's file says."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[2] / "office" / "clock.toml"


@dataclass(frozen=True)
class Ground:
    """Why a clock may stand still.

    :param most_days: planned working days of one pause; ``most_times``: pauses of one case, 0
        where there is no cap.
    :param notice: whether the clock stops only with a paper to the applicant.
    :param approvers: roles of which one person approves; none where nobody needs to.
    :param ends_itself: whether the clock goes on after the planned end without anybody's deed.
    """

    code: str
    name: str
    article: str
    most_days: int
    most_times: int
    notice: bool
    paper: str
    approvers: tuple[str, ...]
    ends_itself: bool


@dataclass(frozen=True)
class ExtensionRule:
    """Whose word lengthens a limit, and by which article."""

    article: str
    approvers: tuple[str, ...]


@dataclass(frozen=True)
class ClockRules:
    """All that the file says.

    :param held: the kinds of limits that wait for a person's word after an outage.
    """

    grounds: Mapping[str, Ground]
    one: ExtensionRule
    joint: ExtensionRule
    held: frozenset[str]


@cache
def clock_rules() -> ClockRules:
    """Return what the file says, read once.

    :raises TypeError: a ground lacks a member, or has one that means nothing.
    """
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    grounds = {
        code: Ground(code=code, **{**one, "approvers": tuple(one["approvers"])})
        for code, one in told["grounds"].items()
    }
    one, joint = (_extension(told["extension"][kind]) for kind in ("one", "joint"))
    return ClockRules(grounds, one, joint, frozenset(told["outage"]["held"]))


def _extension(told: Mapping[str, list[str] | str]) -> ExtensionRule:
    return ExtensionRule(str(told["article"]), tuple(told["approvers"]))
