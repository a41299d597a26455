"""What the office's file says of the legal clock: grounds, extensions, receipt, usual limits."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.usecases.clocks import clock_file
from app.usecases.office.rows import reading
from engine.rules.upward import UpwardRule

QUESTION = "question"
"""The ground on which a step waits for an answer; without it in the file no step waits."""
UPWARD = "upward"
"""The ground on which a step waits for the authority above; without it no step does."""

FILE = Path(__file__).parents[2] / "office" / "clock.toml"


@dataclass(frozen=True)
class Ground:
    """Why a clock may stand still.

    :param most_days: planned working days of one pause; ``most_times``: pauses of one case, 0
        where there is no cap; ``most_total_days``: working days of all of them, the same.
    :param notice: whether the clock stops only with a paper to the applicant.
    :param approvers: roles of which one person approves; none where nobody needs to.
    :param ends_itself: whether the clock goes on after the planned end without anybody's deed.
    :param inner: whether it stops only the limit of a step whose holder waits for colleagues or
        the applicant: nobody declares it, the limits of the case run on, nobody outside is told.
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
    inner: bool = False
    most_total_days: int = 0


@dataclass(frozen=True)
class ExtensionRule:
    """How much longer a limit may become, on whose word, and by which article."""

    article: str
    approvers: tuple[str, ...]
    most_days: int


@dataclass(frozen=True)
class LegalLimit:
    """What a law allows: for a kind of handling, or a special law for one item.

    :param extension: how much longer by the special law; ``None`` where it says nothing.
    """

    article: str
    working_days: int
    extension: ExtensionRule | None = None


@dataclass(frozen=True)
class ReceiptRule:
    """When what comes in counts as received.

    :param rolled: after hours and on rest days it counts as the next working day's.
    :param cut_off: the moment, like ``16:30``, from which an immediate item is the next
        working day's; ``None``: the close of business.
    """

    rolled: bool
    cut_off: str | None = None


@dataclass(frozen=True)
class ConsultingRule:
    """For how many working days a link to a body without an account opens, and how many it gets."""

    valid_days: int
    most_links: int


@dataclass(frozen=True)
class ClockRules:
    """All that the file says.

    :param limits: by kind of handling; ``special``: by item, where a special law says otherwise.
    :param urges_near: whether the clock urges when it reminds of the limit of a task;
        ``urges_late_days``: working days after that limit at which it urges; 0: never.
    :param held: the kinds of limits that wait for a person's word after an outage.
    :param tolerance: how long what is secondary may follow an acceptance; ``None``: not at all.
    :param periods: further limits, by the kind of handling they are usual for.
    """

    grounds: Mapping[str, Ground]
    one: ExtensionRule
    joint: ExtensionRule
    held: frozenset[str]
    late_opinion: LegalLimit
    limits: Mapping[str, LegalLimit]
    special: Mapping[str, LegalLimit]
    receipt: ReceiptRule
    urges_an_hour: int
    urges_near: bool
    urges_late_days: int
    consulting: ConsultingRule
    upward: UpwardRule
    party_urges_a_day: int
    tolerance: LegalLimit | None
    periods: Mapping[str, tuple[Mapping[str, Any], ...]]

    def inner(self, ground: str) -> bool:
        """Whether on this ground only the limit of a step stands, and nobody outside is told."""
        known = self.grounds.get(ground)
        return known is not None and known.inner

    def limit(self, item: str, handling_kind: str) -> LegalLimit | None:
        """Return what the law allows an item.

        Source: Administrative Licensing Law, Art. 42 (unless laws or regulations say otherwise).
        """
        return self.special.get(item) or self.limits.get(handling_kind)

    def extension(self, item: str, handling_kind: str) -> ExtensionRule:
        """Return the rule by which the limits of an item become longer."""
        special = self.special.get(item)
        if special is not None and special.extension is not None:
            return special.extension
        return self.joint if handling_kind == "joint" else self.one


@cache
def clock_rules(file: Path = FILE) -> ClockRules:
    """Return what a file says, read once; by default what comes with the product.

    A part that every file needs and another file does not have came later than that file: it is
    as in what comes along.

    :raises Invalid: with everything in it that cannot be.
    """
    with reading("clock", clock_file.MESSAGE):
        said = tomllib.loads(file.read_text(encoding="utf-8"))
        shipped = {} if file == FILE else tomllib.loads(FILE.read_text(encoding="utf-8"))
        told = clock_file.read(clock_file.completed(said, shipped))
    grounds = {
        code: Ground(code=code, **{**one, "approvers": tuple(one["approvers"])})
        for code, one in told["grounds"].items()
    }
    return ClockRules(
        grounds=grounds,
        one=_extension(told["extension"]["one"]),
        joint=_extension(told["extension"]["joint"]),
        held=frozenset(told["outage"]["held"]),
        late_opinion=LegalLimit(**told["late_opinion"]),
        limits={kind: LegalLimit(**one) for kind, one in told["limits"].items()},
        special={item: _special(one) for item, one in told["special"].items()},
        receipt=ReceiptRule(**told["receipt"]),
        urges_an_hour=told["urging"]["most_an_hour"],
        urges_near=told["urging"]["near"],
        urges_late_days=told["urging"]["late_days"],
        consulting=ConsultingRule(**told["consulting"]),
        upward=UpwardRule(**told["upward"]),
        party_urges_a_day=told["urging"]["party_a_day"],
        tolerance=LegalLimit(**told["tolerance"]) if told["tolerance"] else None,
        periods=_periods(told["periods"]),
    )


def _extension(told: Mapping[str, Any]) -> ExtensionRule:
    return ExtensionRule(**{**told, "approvers": tuple(told["approvers"])})


def _special(told: Mapping[str, Any]) -> LegalLimit:
    extension = _extension(told["extension"]) if "extension" in told else None
    return LegalLimit(**{**told, "extension": extension})


def _periods(told: list[dict[str, Any]]) -> dict[str, tuple[Mapping[str, Any], ...]]:
    rows = [({**one}, one["handling"]) for one in told]
    for row, _ in rows:
        del row["handling"]
    kinds = clock_file.KINDS
    return {kind: tuple(row for row, usual in rows if kind in usual) for kind in kinds}
