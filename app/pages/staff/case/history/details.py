"""What a fact of the history says beside its name: only what a reader understands."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext

from app.pages.english import of_rule
from app.pages.showing import day, labelled, moment
from app.pages.staff.case.history.teller import Teller
from app.pages.staff.naming import Names
from app.pages.words import word
from app.storage.case.history import Entry

DIGEST = 64
"""The length of the fingerprint that stands for personal words."""


def kind_of(details: Mapping[str, Any]) -> str:
    """Return what kind of paper or of limit a fact is about, if it is about one."""
    if "kind" not in details:
        return ""
    if "number" not in details:
        return word(details["kind"], "limit")
    return labelled(details, "title") or word(details["kind"], "paper")


def details_of(entry: Entry, teller: Teller) -> Iterator[str]:
    """Yield what a fact says beside its name."""
    said = entry.details
    yield _concerned(said, teller)
    yield from _asked(said)
    yield from _sent_to(said.get("to"), teller)
    if "on" in said and said["on"] != day(entry.at):
        yield gettext("as of %(day)s", day=said["on"])
    yield from _met(said)
    yield from _coordinated(said)
    yield from _carded(said)
    yield from _handed(said)
    yield from _copied(said, teller.names)
    yield from _measured(said)
    yield str(said.get("how", ""))
    yield _reason(said)


def _concerned(details: Mapping[str, Any], teller: Teller) -> str:
    if "group" in details:
        return _group(str(details["group"]), teller.names)
    return teller.department(details)


def _measured(details: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a fact came to: an outcome, a number, a moment, a count."""
    if "outcome" in details:
        yield word(details["outcome"], "state")
    if "number" in details:
        yield str(details["number"])
    if "due_at" in details:
        due = datetime.fromisoformat(details["due_at"])
        yield gettext("until %(moment)s", moment=moment(due))
    if "turns" in details:
        yield gettext("stands for %(turns)s turns, as nothing could pass", turns=details["turns"])


def _reason(details: Mapping[str, Any]) -> str:
    reason = str(details.get("reason", ""))
    return "" if len(reason) == DIGEST else reason


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
