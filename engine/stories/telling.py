"""What a file of stories says."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Self, get_args

from engine.change import Siblings, Then
from engine.errors import Fault, Invalid
from engine.rules.deadlines import OFFICE_ZONE
from engine.stories.shapes import misshapen
from engine.unreadable import why

_STORY = {"name", "item", "start", "steps", "asks", "ends", "dates"}
_START = {"at", "application", "refused"}
_STEPS = {
    "do": {"by", "department", "answers"},
    "wait": set(),
    "until": set(),
    "message": {"payload", "key", "by"},
    "signal": {"payload", "by"},
    "job": {"result", "error"},
    "return": {"from", "department", "siblings", "then", "by"},
    "reopen": {"instances", "by"},
    "pause": {"by"},
    "resume": {"by"},
}
YEARS = range(1900, 3000)
"""Outside of them, no limit can be counted."""
_CHOICES = {"siblings": get_args(Siblings), "then": get_args(Then)}


@dataclass(frozen=True)
class Story:
    """One way through a process.

    :param start: ``at``, ``application`` and, if it cannot be handed in, ``refused``.
    :param steps: each with one of ``do``, ``wait``, ``until``, ``message``, ``signal``, ``job``,
        ``return``, ``reopen``, ``pause``, ``resume`` and what belongs to it; ``refused`` is the
        code of the refusal promised.
    :param asks: the steps open at the end; ``None`` where the story does not say.
    :param ends: the end event (or its outcome) the story comes to.
    :param dates: days by name, see ``Played.dates``.
    """

    name: str
    item: Mapping[str, Any]
    start: Mapping[str, Any]
    steps: tuple[Mapping[str, Any], ...] = ()
    asks: tuple[str, ...] | None = None
    ends: str | None = None
    dates: Mapping[str, date] = field(default_factory=dict)

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Self:
        """Return the story a table of the file tells; see ``faults_of`` for what it may say."""
        asks = told.get("asks")
        return cls(
            name=told["name"],
            item=told.get("item", {}),
            start=told["start"],
            steps=tuple(told.get("steps", ())),
            asks=None if asks is None else tuple(asks),
            ends=told.get("ends"),
            dates={name: moment(day).date() for name, day in told.get("dates", {}).items()},
        )


def read(raw: bytes, file: str = "stories.toml") -> list[Story]:
    """Read the stories of a file.

    :raises Invalid: ``stories.unreadable``, with everything that is wrong.
    """
    try:
        told = tomllib.loads(raw.decode("utf-8-sig")).get("story", [])
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        faults = [Fault(file, "stories.not_toml", "This is not TOML: %(why)s", {"why": why(error)})]
        raise Invalid("stories.unreadable", "The stories cannot be read.", faults) from error
    told = told if isinstance(told, list) else [told]
    faults = [
        fault
        for number, story in enumerate(told)
        for fault in misshapen(story, f"{number}") or _faults(story, f"{number}")
    ]
    if faults:
        raise Invalid("stories.unreadable", "The stories cannot be read.", faults)
    return [Story.of(story) for story in told]


def moment(said: str | date) -> datetime:
    """Return a moment in the office's zone; a day begins at midnight.

    :raises ValueError: it is no moment, or none of ``YEARS``.

    >>> moment("2026-03-31").isoformat()
    '2026-03-31T00:00:00+08:00'
    """
    if isinstance(said, str):
        said = datetime.fromisoformat(said)
    if not isinstance(said, datetime):
        said = datetime.combine(said, time())
    if said.year not in YEARS:
        raise ValueError(f"{said.year} is not within {YEARS[0]} to {YEARS[-1]}")
    return said.astimezone(OFFICE_ZONE) if said.tzinfo else said.replace(tzinfo=OFFICE_ZONE)


def _faults(story: Mapping[str, Any], place: str) -> list[Fault]:
    faults = _unknown(story, _STORY, place)
    start = story.get("start", {})
    faults += _unknown(start, _START, f"{place}.start")
    if not story.get("name") or "at" not in start or "application" not in start:
        message = "A story has a name and a start with at and application."
        faults.append(Fault(place, "stories.incomplete", message))
    begun = {"start": start["at"]} if "at" in start else {}
    for name, day in {**story.get("dates", {}), **begun}.items():
        faults += _unreadable(day, f"{place}.dates.{name}")
    for number, step in enumerate(story.get("steps", ())):
        faults += _step_faults(step, f"{place}.steps.{number}")
    return faults


def _step_faults(step: Mapping[str, Any], place: str) -> list[Fault]:
    kinds = [kind for kind in _STEPS if kind in step]
    if len(kinds) != 1:
        message = "A step does one of: %(kinds)s."
        return [Fault(place, "stories.no_step", message, {"kinds": ", ".join(_STEPS)})]
    faults = _unknown(step, {kinds[0], "refused", *_STEPS[kinds[0]]}, place)
    message = "“%(name)s” is one of: %(allowed)s."
    for name, allowed in _CHOICES.items():
        if step.get(name, allowed[0]) not in allowed:
            params = {"name": name, "allowed": ", ".join(allowed)}
            faults.append(Fault(place, "stories.no_choice", message, params))
    return faults + (_unreadable(step["until"], place) if "until" in step else [])


def _unknown(told: Mapping[str, Any], known: set[str], place: str) -> list[Fault]:
    message = "There is no “%(name)s” in stories."
    return [
        Fault(place, "stories.unknown_word", message, {"name": name})
        for name in told
        if name not in known
    ]


def _unreadable(said: Any, place: str) -> list[Fault]:
    try:
        moment(said)
    except (ValueError, TypeError):
        return [Fault(place, "stories.no_moment", "“%(said)s” is no moment.", {"said": said})]
    return []
