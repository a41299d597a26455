"""I5, I13: each case's history is gapless, unaltered, and its times never run backwards."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from sqlalchemy import Select, select

from app.storage.cases import Case
from app.storage.history import Entry, link
from app.usecases.verifying.breach import Breach
from app.usecases.work import Work


def breaches(work: Work) -> Iterator[Breach]:
    """Recompute every chain and compare its head with the case."""
    entries = work.session.scalars(
        select(Entry).order_by(Entry.case_id, Entry.seq).execution_options(yield_per=500)
    )
    heads = {row.id: row for row in work.session.execute(_heads())}
    for case_id, chain in groupby(entries, attrgetter("case_id")):
        yield from _chain(heads.pop(case_id), list(chain))
    for head in heads.values():
        if head.history_length:
            yield Breach("I5", f"case {head.number}", "its history is gone")


def _heads() -> Select[int, str | None, int, str]:
    return select(Case.id, Case.number, Case.history_length, Case.history_head)


def _chain(head: object, chain: list[Entry]) -> Iterator[Breach]:
    where, previous = f"case {head.number}", ""  # type: ignore[attr-defined]
    for place, entry in enumerate(chain, start=1):
        if entry.seq != place:
            yield Breach("I5", where, f"entry {place} is missing")
            return
        previous = link(previous, entry.text)
        if entry.hash != previous or entry.fact["seq"] != place:
            yield Breach("I5", where, f"entry {place} was altered")
            return
    if (len(chain), previous) != (head.history_length, head.history_head):  # type: ignore[attr-defined]
        yield Breach("I5", where, "the case does not point at the end of its history")
    if any(later.at < earlier.at for earlier, later in zip(chain, chain[1:], strict=False)):
        yield Breach("I13", where, "its recorded times run backwards")
