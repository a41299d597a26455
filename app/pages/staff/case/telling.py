"""What happened to a case, in words: its history as a line, newest first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from flask_babel import gettext

from app.pages.english import of_rule
from app.pages.facts import PLUMBING, WARNINGS
from app.pages.showing import day, doer, labelled, moment
from app.pages.staff.case.steps import Steps
from app.pages.staff.naming import Names
from app.pages.words import word
from app.storage.history import Entry
from app.storage.tasks import Task
from engine.process import Step

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


@dataclass(frozen=True)
class Teller:
    """Who knows the words: the steps of the case, the office, and what each task is."""

    steps: Steps
    names: Names
    tasks: Mapping[str, Task]

    @classmethod
    def of(cls, steps: Steps, names: Names, asked: Iterable[Task]) -> Self:
        """Return who tells of a case with these tasks."""
        return cls(steps, names, {task.id: task for task in asked})

    def step(self, entry: Entry) -> Step | None:
        """Return the step an entry is about."""
        task = self.tasks.get(str(entry.details.get("task")))
        return self.steps.named(entry.step or "", self.steps.process(task) if task else None)

    def place(self, place: str) -> str:
        """Return what an element is called that is named with the calls it lies in."""
        step = self.steps.named(place.rpartition("/")[2])
        return labelled(step, "name") if step is not None else place

    def department(self, details: Mapping[str, Any]) -> str:
        """Return the department a fact is about, where it is about one or a task of one."""
        if "department" in details:
            return self.names.department(str(details["department"]))
        task = self.tasks.get(str(details.get("task")))
        return self.names.department(task.department if task else None)


def timeline(entries: Sequence[Entry], teller: Teller) -> Timeline:
    """Return the history of a case in words, newest first."""
    newest = [*reversed(entries)]
    told = {entry.seq: _told(entry, teller) for entry in newest}
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


def _told(entry: Entry, teller: Teller) -> Told:
    actor, step = entry.actor, teller.step(entry)
    person = str(actor["id"]).startswith("person:")
    tone = "warning" if entry.what in WARNINGS else "person" if person else "system"
    place = labelled(step, "name") if step is not None else ""
    kind, about = _kind(entry.details), "" if entry.what.startswith("case.") else place
    dated_back = entry.details.get("on") != day(entry.at)
    detail = [place if kind else "", *_details(entry.details, teller, dated_back)]
    return Told(
        entry.at,
        doer(actor["name"], actor["id"]),
        word(entry.what, "fact"),
        kind or about,
        " · ".join(dict.fromkeys(filter(None, detail))),
        tone,
    )


def _kind(details: Mapping[str, Any]) -> str:
    """Return what kind of paper or of limit a fact is about, if it is about one."""
    if "kind" not in details:
        return ""
    if "number" not in details:
        return word(details["kind"], "limit")
    return labelled(details, "title") or word(details["kind"], "paper")


def _details(details: Mapping[str, Any], teller: Teller, dated_back: bool) -> Iterator[str]:
    """Yield what a fact says beside its name: only what a reader understands.

    :param dated_back: it counts from another day than the one it was noted on.
    """
    if "group" in details:
        yield _group(str(details["group"]), teller.names)
    else:
        yield teller.department(details)
    yield from _asked(details)
    yield from _sent_to(details.get("to"), teller)
    if dated_back and "on" in details:
        yield gettext("as of %(day)s", day=details["on"])
    yield from _met(details)
    yield from _coordinated(details)
    yield from _carded(details)
    yield from _handed(details)
    yield from _copied(details, teller.names)
    if "outcome" in details:
        yield word(details["outcome"], "state")
    if "number" in details:
        yield str(details["number"])
    if "due_at" in details:
        due = datetime.fromisoformat(details["due_at"])
        yield gettext("until %(moment)s", moment=moment(due))
    if "turns" in details:
        yield gettext("stands for %(turns)s turns, as nothing could pass", turns=details["turns"])
    yield from (str(details[name]) for name in ("how",) if name in details)
    if len(str(details.get("reason", ""))) != DIGEST:
        yield str(details.get("reason", ""))


def _sent_to(places: object, teller: Teller) -> Iterator[str]:
    """Yield where a case was returned to."""
    if isinstance(places, list):
        yield gettext("to %(steps)s", steps=gettext(", ").join(map(teller.place, places)))


def _asked(details: Mapping[str, Any]) -> Iterator[str]:
    """Yield of whom a question was asked, where it is no department."""
    if "addressee" in details and "department" not in details:
        yield word(details["addressee"], "addressee")


def _group(group: str, names: Names) -> str:
    department, _, role = group.rpartition("/")
    return names.group(department or None, role)


def _met(details: Mapping[str, Any]) -> Iterator[str]:
    """Yield which meeting a fact is about: its kind, moment and place."""
    if "meeting_kind" in details:
        yield word(details["meeting_kind"], "meeting")
        yield moment(datetime.fromisoformat(details["begins_at"]))
        yield str(details["place"])


def _coordinated(details: Mapping[str, Any]) -> Iterator[str]:
    """Yield on which rung a coordination stands, until when, and what it came to."""
    if "rung" in details:
        yield labelled(details["rung"], "name")
    if "until" in details:
        yield gettext("until %(moment)s", moment=details["until"])
    if "result" in details:
        yield word(details["result"], "coordination_outcome")


def _carded(details: Mapping[str, Any]) -> Iterator[str]:
    if "card" in details:
        yield f"{word(details['level'], 'card_level')} {of_rule(details['name'])}"


def _handed(details: Mapping[str, Any]) -> Iterator[str]:
    if "receiver" in details:
        yield gettext("to %(name)s", name=details["receiver"])
    if "back_on" in details:
        yield gettext("until %(day)s", day=details["back_on"])
    if "on_behalf" in details:
        yield gettext("on behalf of %(name)s", name=details["on_behalf"])
    if "promise" in details:
        yield from _promised(details)


def _copied(details: Mapping[str, Any], names: Names) -> Iterator[str]:
    """Yield for whom a copy is: people by name, departments and posts by their codes."""
    if "receivers" in details:
        known = (_reader(one, names) for one in details["receivers"])
        yield gettext("for %(names)s", names=gettext(", ").join(known))


def _reader(named: Mapping[str, str], names: Names) -> str:
    if "group" in named:
        return _group(named["group"], names)
    return named.get("name") or names.department(named.get("department"))


def _promised(details: Mapping[str, Any]) -> Iterator[str]:
    """Yield which material was promised, until when, and whether it came too late."""
    yield str(details["material_name"])
    if "day" in details:
        yield gettext("last day %(day)s", day=details["day"])
    if details.get("in_time") is False:
        yield gettext("after its last day")
