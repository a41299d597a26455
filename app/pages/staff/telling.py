"""What happened to a case, in words: its history as a line, newest first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext

from app.pages.facts import WARNINGS
from app.pages.showing import day, labelled, moment
from app.pages.staff.naming import Names
from app.pages.words import word
from app.storage.history import Entry
from engine.process import Process, Step

MARKING = {"step", "promised", "statutory"}
"""Limits that mark a case when they pass and leave it where it is."""


@dataclass(frozen=True)
class Told:
    """One line of what happened.

    :param tone: ``person``, ``system`` or ``warning``.
    """

    at: datetime
    actor_name: str
    text: str
    detail: str
    tone: str


def told(entries: Iterable[Entry], process: Process, names: Names) -> list[Told]:
    """Return the history of a case in words, newest first."""
    return [_told(entry, process.steps, names) for entry in reversed([*entries])]


def passed(entries: Iterable[Entry]) -> set[str]:
    """Return the elements of the diagram that the case has gone through."""
    return {step for entry in entries if (step := _step_passed(entry))}


def _told(entry: Entry, steps: Mapping[str, Step], names: Names) -> Told:
    fact = entry.fact
    actor, step = fact["actor"], steps.get(fact["step"] or "")
    person = str(actor["id"]).startswith("person:")
    tone = "warning" if entry.what in WARNINGS else "person" if person else "system"
    place = labelled(step, "name") if step is not None else ""
    detail = " · ".join(filter(None, (place, *_details(fact["details"], names))))
    return Told(entry.at, actor["name"], word(entry.what, "fact"), detail, tone)


def _details(details: Mapping[str, Any], names: Names) -> Iterable[str]:
    """Yield what a fact says beside its name: only what a reader understands."""
    if "group" in details:
        yield _group(str(details["group"]), names)
    if "on" in details:
        yield day(date.fromisoformat(details["on"]))
    if "outcome" in details:
        yield word(details["outcome"], "state")
    if "kind" in details:
        yield word(details["kind"], "paper" if "number" in details else "limit")
    if "number" in details:
        yield str(details["number"])
    if "due_at" in details:
        due = datetime.fromisoformat(details["due_at"])
        yield gettext("until %(moment)s", moment=moment(due))
    yield from (str(details[name]) for name in ("how",) if name in details)
    if len(str(details.get("reason", ""))) != DIGEST:
        yield str(details.get("reason", ""))


DIGEST = 64
"""The length of the fingerprint that stands for personal words."""


def _group(group: str, names: Names) -> str:
    department, _, role = group.rpartition("/")
    return names.group(department or None, role)


def _step_passed(entry: Entry) -> str | None:
    fact = entry.fact
    step: str | None = fact["step"]
    if entry.what == "deadline.passed":
        return None if fact["details"].get("kind") in MARKING else step
    return step if entry.what in {"task.answered", "paper.issued"} or _of_case(entry) else None


def _of_case(entry: Entry) -> bool:
    return entry.what.startswith("case.")
