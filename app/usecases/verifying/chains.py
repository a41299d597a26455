"""I5, I13: each case's history is gapless, unaltered, and its times never run backwards."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from sqlalchemy import exists, select

from app.storage import history
from app.storage.cases import Case
from app.storage.history import Entry, link
from app.usecases.verifying.batches import of_cases
from app.usecases.verifying.breach import Breach
from app.usecases.work import Work


def breaches(work: Work) -> Iterator[Breach]:
    """Recompute every chain and compare its head with the case."""
    for batch in of_cases(work):
        for case in batch:
            yield from _chain(case, history.of_case(work.session, case.id))


def loose_heads(work: Work) -> Iterator[Breach]:
    """Look only whether each case points at the end of its history."""
    last = exists().where(
        Entry.case_id == Case.id,
        Entry.seq == Case.history_length,
        Entry.hash == Case.history_head,
    )
    later = exists().where(Entry.case_id == Case.id, Entry.seq > Case.history_length)
    for number in work.session.scalars(select(Case.number).where(~last | later)):
        yield _loose(f"case {number}")


def _chain(case: Case, chain: Sequence[Entry]) -> Iterator[Breach]:
    where, previous = f"case {case.number}", ""
    for place, entry in enumerate(chain, start=1):
        if entry.seq != place:
            yield Breach("I5", where, f"entry {place} is missing")
            return
        previous = link(previous, entry.text)
        if entry.hash != previous or not _tells_itself(entry):
            yield Breach("I5", where, f"entry {place} was altered")
            return
    if (len(chain), previous) != (case.history_length, case.history_head):
        yield _loose(where)
    if any(later.at < earlier.at for earlier, later in pairwise(chain)):
        yield Breach("I13", where, "its recorded times run backwards")


def _tells_itself(entry: Entry) -> bool:
    """Whether the columns beside the text say what the text says."""
    fact = entry.fact
    told = (fact["case"], fact["seq"], fact["what"], datetime.fromisoformat(fact["at"]))
    return told == (entry.case_id, entry.seq, entry.what, entry.at)


def _loose(where: str) -> Breach:
    return Breach("I5", where, "the case does not point at the end of its history")
