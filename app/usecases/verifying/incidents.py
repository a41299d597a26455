"""I7: a failed step left its incident and nothing else: the history tells of it, once."""

from collections.abc import Iterator, Mapping
from contextlib import suppress

from sqlalchemy import select

from app.storage.case.history import Link, entries
from app.storage.post.incidents import Incident
from app.usecases.verifying.breach import Breach
from app.usecases.work import Work

SIZE = 200


def breaches(work: Work) -> Iterator[Breach]:
    """Compare every incident of a case with what the history tells of it."""
    query = select(Incident).where(Incident.case_id.is_not(None)).order_by(Incident.case_id)
    for batch in work.session.scalars(query.execution_options(yield_per=SIZE)).partitions(SIZE):
        told = _told(work, {one.case_id for one in batch if one.case_id is not None})
        for one in batch:
            wanted = {"incident.noted": 1, "incident.closed": int(one.resolved_at is not None)}
            if told.get(one.id, {}) != {name: times for name, times in wanted.items() if times}:
                yield Breach("I7", f"incident {one.id}", "the history tells otherwise of it")


def _told(work: Work, case_ids: set[int]) -> Mapping[int, Mapping[str, int]]:
    """Return how often the histories of some cases tell of the begin and end of an incident."""
    told: dict[int, dict[str, int]] = {}
    for link in work.session.scalars(select(Link).where(Link.case_id.in_(case_ids))):
        with suppress(ValueError):  # what cannot be read is told by I5
            for entry in entries([link]):
                if entry.what in {"incident.noted", "incident.closed"}:
                    times = told.setdefault(entry.details["incident"], {})
                    times[entry.what] = times.get(entry.what, 0) + 1
    return told
