"""What happened to a case, in words: its history as a line, newest first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext

from app.pages.facts import PLUMBING, WARNINGS
from app.pages.showing import day, labelled, moment
from app.pages.staff.naming import Names
from app.pages.words import word
from app.storage.history import Entry
from engine.process import Process, Step

SHOWN = 12
"""Facts shown at first; more only where there are more turns of the case itself."""

DIGEST = 64
"""The length of the fingerprint that stands for personal words."""


@dataclass(frozen=True)
class Told:
    """One line of what happened.

    :param about: what it happened to: a step, a paper, a limit; nothing for the case itself.
    :param tone: ``person``, ``system`` or ``warning``.
    """

    at: datetime
    actor_name: str
    text: str
    about: str
    detail: str
    tone: str


@dataclass(frozen=True)
class Timeline:
    """What happened: what a reader of the case looks for, and everything there is."""

    chosen: list[Told]
    everything: list[Told]


def timeline(entries: Sequence[Entry], process: Process, names: Names) -> Timeline:
    """Return the history of a case in words, newest first."""
    newest = [*reversed(entries)]
    told = {entry.seq: _told(entry, process.steps, names) for entry in newest}
    return Timeline([told[entry.seq] for entry in _chosen(newest)], [*told.values()])


def _chosen(newest: Sequence[Entry]) -> Iterator[Entry]:
    """Yield every turn of the case and every warning, and the newest of what else matters."""
    room = SHOWN - sum(_weighty(entry) for entry in newest)
    for entry in newest:
        if _weighty(entry):
            yield entry
        elif entry.what not in PLUMBING and room > 0:
            room -= 1
            yield entry


def _weighty(entry: Entry) -> bool:
    return entry.what.startswith("case.") or entry.what in WARNINGS


def _told(entry: Entry, steps: Mapping[str, Step], names: Names) -> Told:
    fact = entry.fact
    actor, step = fact["actor"], steps.get(fact["step"] or "")
    person = str(actor["id"]).startswith("person:")
    tone = "warning" if entry.what in WARNINGS else "person" if person else "system"
    place = labelled(step, "name") if step is not None else ""
    kind, about = _kind(fact["details"]), "" if entry.what.startswith("case.") else place
    detail = [place if kind else "", *_details(fact["details"], names)]
    return Told(
        entry.at,
        actor["name"],
        word(entry.what, "fact"),
        kind or about,
        " · ".join(dict.fromkeys(filter(None, detail))),
        tone,
    )


def _kind(details: Mapping[str, Any]) -> str:
    """Return what kind of paper or of limit a fact is about, if it is about one."""
    if "kind" not in details:
        return ""
    return word(details["kind"], "paper" if "number" in details else "limit")


def _details(details: Mapping[str, Any], names: Names) -> Iterator[str]:
    """Yield what a fact says beside its name: only what a reader understands."""
    if "group" in details:
        yield _group(str(details["group"]), names)
    if "on" in details:
        yield day(date.fromisoformat(details["on"]))
    if "outcome" in details:
        yield word(details["outcome"], "state")
    if "number" in details:
        yield str(details["number"])
    if "due_at" in details:
        due = datetime.fromisoformat(details["due_at"])
        yield gettext("until %(moment)s", moment=moment(due))
    yield from (str(details[name]) for name in ("how",) if name in details)
    if len(str(details.get("reason", ""))) != DIGEST:
        yield str(details.get("reason", ""))


def _group(group: str, names: Names) -> str:
    department, _, role = group.rpartition("/")
    return names.group(department or None, role)
