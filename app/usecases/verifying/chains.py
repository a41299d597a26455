"""I5, I13: each case's history is gapless, unaltered, and its times never run backwards."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

import orjson
from sqlalchemy import exists, select

from app.storage.case import history
from app.storage.case.cases import Case
from app.storage.case.history import Entry, Link, sealed
from app.usecases.verifying.batches import of_cases
from app.usecases.verifying.breach import Breach
from app.usecases.work import Work
from engine.rules.watch import CORRECTED

PASSED = "deadline.passed"


def breaches(work: Work) -> Iterator[Breach]:
    """Recompute every chain and compare its head with the case."""
    for batch in of_cases(work):
        for case in batch:
            yield from _chain(case, history.links_of(work.session, case.id))


def loose_heads(work: Work) -> Iterator[Breach]:
    """Look only whether each case points at the end of its history."""
    last = exists().where(
        Link.case_id == Case.id,
        Link.seq == Case.history_length,
        Link.hash == Case.history_head,
    )
    later = exists().where(Link.case_id == Case.id, Link.seq > Case.history_length)
    for number in work.session.scalars(select(Case.number).where(~last | later)):
        yield _loose(f"case {number}")


def _chain(case: Case, chain: Sequence[Link]) -> Iterator[Breach]:
    where, previous, length = f"case {case.number}", "", 0
    for link in chain:
        if not _sound(link, previous):
            yield Breach("I5", where, f"entry {length + 1} was altered, or is missing")
            return
        if _places(link)[0] != length + 1:
            yield Breach("I5", where, f"entry {length + 1} is missing")
            return
        previous, length = link.hash, link.seq
    if (length, previous) != (case.history_length, case.history_head):
        yield _loose(where)
    if any(_backwards(*two) for two in pairwise(history.entries(chain))):
        yield Breach("I13", where, "its recorded times run backwards")
    if any(entry.what == PASSED and _early(entry) for entry in history.entries(chain)):
        yield Breach("I13", where, "a limit was recorded as passed before its legal time")


def _backwards(earlier: Entry, later: Entry) -> bool:
    """Whether time ran back by more than a time server corrects: the clock is let go on then."""
    return later.at < earlier.at - CORRECTED


def _early(entry: Entry) -> bool:
    return entry.at < datetime.fromisoformat(entry.details["due_at"])


def _sound(link: Link, previous: str) -> bool:
    """Whether a link is as it was sealed, and its columns say what its text says."""
    try:
        text = link.text
    except ValueError:
        return False
    if link.hash != sealed(previous, text):
        return False
    return (orjson.loads(text)["case"], _places(link)[-1]) == (link.case_id, link.seq)


def _places(link: Link) -> list[int]:
    return [entry.seq for entry in history.entries([link])]


def _loose(where: str) -> Breach:
    return Breach("I5", where, "the case does not point at the end of its history")
