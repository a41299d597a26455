"""Which notices leave the house and how, as the office's file says."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[2] / "office" / "notices.toml"

EMAIL, SMS = "email", "sms"
CHANNELS = (EMAIL, SMS)
STAFF, APPLICANT = "staff", "applicant"
STAYS = "stays"


@dataclass(frozen=True)
class Habit:
    """How one kind of notice leaves the house.

    :param to: ``staff``, who may wish otherwise, or ``applicant``.
    :param by: the channels, unless a person wishes otherwise.
    :param discreet: only the fact that there is a notice is told outside.
    """

    code: str
    name: str
    name_en: str
    to: str
    by: tuple[str, ...]
    discreet: bool = False


@cache
def habits() -> Mapping[str, Habit]:
    """Return what the file says, read once.

    :raises TypeError: a notice lacks a member, or has one that means nothing.
    """
    leave = {code: one for code, one in _told().items() if code != STAYS}
    return {
        code: Habit(code=code, **{**one, "by": tuple(one["by"])}) for code, one in leave.items()
    }


def stays() -> frozenset[str]:
    """Return the kinds of notices that stay in the house."""
    return frozenset(_told()[STAYS])


@cache
def _told() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def wanted(wishes: Mapping[str, Sequence[str]] | None, what: str) -> tuple[str, ...]:
    """Return the channels by which somebody wants a kind of notice.

    :param wishes: kinds of notices by channel; ``None`` where nobody has wished anything.
    """
    habit = habits().get(what)
    if habit is None or wishes is None:
        return habit.by if habit is not None else ()
    return tuple(channel for channel in CHANNELS if what in wishes.get(channel, ()))
