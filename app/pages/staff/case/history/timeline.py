"""What happened to a case, in words: its history as a line, newest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.pages.facts import PLUMBING, WARNINGS
from app.pages.showing import doer, labelled
from app.pages.staff.case.history.details import details_of, kind_of
from app.pages.staff.case.history.teller import Teller
from app.pages.words import word
from app.storage.case.history import Entry

SHOWN = 12
"""Facts shown at first; more only where there are more turns of the case itself."""

ADDED = "material.added"


@dataclass(frozen=True)
class Told:
    """One line of what happened.

    :param about: what it happened to: a step, a paper, a limit, a material; nothing
        for the case itself.
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
    kind, about = kind_of(entry.details), "" if entry.what.startswith("case.") else place
    material = teller.material(entry.details["code"]) if entry.what == ADDED else ""
    detail = [place if kind else "", *details_of(entry, teller)]
    return Told(
        entry.at,
        doer(actor["name"], actor["id"]),
        word(entry.what, "fact"),
        kind or about or material,
        " · ".join(dict.fromkeys(filter(None, detail))),
        tone,
    )
