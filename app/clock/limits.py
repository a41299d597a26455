"""Limits pass: those that are due, and before a deed those of its case."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic, sleep

import structlog
from sqlalchemy.exc import OperationalError

from app.clock.actor import CLOCK
from app.clock.following import bring_up
from app.clock.watching import trusted
from app.storage.case.cases import Case
from app.storage.clock import due_limits
from app.storage.clock.deadlines import Deadline
from app.unit_of_work import look, the_parts, unit_of_work
from app.usecases import timing
from app.usecases.guarding import outages
from app.usecases.keeping import mending
from app.usecases.outbox import Outbox
from app.usecases.work import Work
from engine.errors import Broken, Conflict, NotFound
from engine.rules.deadlines import OFFICE_ZONE

log = structlog.get_logger(__name__)

MOST_BEFORE_AN_ACT = 50
AT_ONCE, AMONG_PEOPLE = 200, 15
"""Limits that pass in one transaction; few while people wait for its end to write anything."""


@dataclass(frozen=True)
class Limit:
    """A limit that passed, and what its passing sends to other cases.

    >>> print(Limit("2026-000017-4", "step", "hear", datetime(2026, 3, 31, tzinfo=OFFICE_ZONE)))
    step hear, due 2026-03-31 00:00
    """

    case: str | None
    kind: str
    step: str | None
    due_at: datetime
    sent: Outbox = field(default_factory=Outbox, repr=False)

    def __str__(self) -> str:
        of = f" {self.step}" if self.step else ""
        return f"{self.kind}{of}, due {self.due_at.astimezone(OFFICE_ZONE):%Y-%m-%d %H:%M}"


def passing() -> Iterator[Limit]:
    """Let every limit pass that is due, and yield which did.

    Another clock may do the same at the same time: they share the work.
    """
    before: Sequence[tuple[int, str]] = ()
    while (found := due()) and found != before:
        yield from pass_these(found)
        before = found


def pass_these(ids: Sequence[tuple[int, str]]) -> list[Limit]:
    """Let limits pass, many of them in one transaction; return those that did.

    Whatever is due of the same cases passes too, in order of due time. Several processes may
    call this at the same time for the same limits: a case that is held elsewhere is passed
    over, and what is due of it stays due.

    :param ids: inner id of the case and id of the limit, as ``due_limits.anywhere`` tells them.
    """
    passed: list[Limit] = []
    case_ids = [*dict.fromkeys(case_id for case_id, _ in ids)]
    left = bring_up(case_ids, wait=False)
    case_ids = [case_id for case_id in case_ids if case_id not in left]
    while case_ids:
        begun, crowded = monotonic(), the_parts().database.crowded
        most = AMONG_PEOPLE if crowded else AT_ONCE
        some, case_ids = case_ids[:most], case_ids[most:]
        while some:
            done, some = _first_of_each(some)
            passed += done
        if crowded:
            sleep(monotonic() - begun)  # half of the time is left to them
    return passed


def _first_of_each(case_ids: Sequence[int]) -> tuple[list[Limit], list[int]]:
    """Let the first due limit of each case pass; tell of which cases more is due."""
    try:
        with unit_of_work(CLOCK) as work:
            first = timing.mark_first(work, case_ids)
        passed = [_limit(work, *one) for one in first.marked]
    except OperationalError:
        log.warning("the database was busy; the next tick looks again", cases=len(case_ids))
        return [], []
    except Exception:  # alone, the one that is to blame becomes its incident
        log.warning("limits pass one by one", cases=len(case_ids), exc_info=True)
        first, passed = _looked_up(case_ids), []
    stuck = set()
    for one in first.alone:
        if limit := pass_one(one.case_id, one.id, wait=False):
            passed.append(limit)
        else:
            stuck.add(one.case_id)
    return passed, [case_id for case_id in first.again if case_id not in stuck]


def _looked_up(case_ids: Sequence[int]) -> timing.First:
    with look(CLOCK) as work:
        return timing.first_of(work, case_ids)


def pass_one(case_id: int, deadline_id: str, wait: bool = True) -> Limit | None:
    """Let one limit pass, and return it if it did; one bad case stops nobody.

    :param wait: for whoever holds the case; else it is passed over.
    """
    try:
        with unit_of_work(CLOCK) as work:
            passed = timing.pass_deadline(work, case_id, deadline_id, wait)
            limit = _limit(work, *passed) if passed is not None else None
    except (Conflict, NotFound):
        return None  # done in time, while we were looking, or held by somebody
    except Broken as broken:
        _note(case_id, deadline_id, broken)
        return None
    except OperationalError:
        log.warning("the database was busy; the next tick looks again", deadline=deadline_id)
        return None
    except Exception as error:  # whatever it is, the other cases' limits still have to pass
        log.exception("a deadline could not pass", case=case_id, deadline=deadline_id)
        _note(case_id, deadline_id, Broken("clock.failed", "%(error)s", error=repr(error)))
        return None
    return limit


def catch_up(case: str) -> Outbox:
    """Let the limits of a case pass that are already due.

    :returns: what their passing sends; whoever asks for this delivers it.
    """
    with the_parts().database.asking() as connection:
        nearest = due_limits.nearest(connection, case)
    return pass_due(nearest.case_id) if nearest is not None and nearest.passed else Outbox()


def pass_due(case_id: int) -> Outbox:
    """Let the limits of a case pass in order of due time; return what that sends.

    What has passed may leave limits that are due already, like cards: they pass, too. Nothing
    passes by a clock that has jumped, whether a tick has noticed it yet or not.

    Source: reliability X28, X29; decision 120.
    """
    if not trusted():
        return Outbox()
    bring_up([case_id])
    sent, tried = Outbox(), set[str]()
    while len(tried) < MOST_BEFORE_AN_ACT:
        with look(CLOCK) as work:
            passed = due_limits.of_case(work.session, case_id, work.now)
            passed = outages.without_waiting(work, case_id, passed)
        if (deadline_id := next((one for one in passed if one not in tried), None)) is None:
            break
        tried.add(deadline_id)
        if (limit := pass_one(case_id, deadline_id)) is not None:
            sent.add(limit.sent)
    return sent


def due(most: int = 2_000) -> Sequence[tuple[int, str]]:
    """Return the limits that have passed, the longest overdue first."""
    with look(CLOCK) as work:
        return [] if work.clock_stopped else due_limits.anywhere(work.session, work.now, most)


def _note(case_id: int, deadline_id: str, broken: Broken) -> None:
    with unit_of_work(CLOCK) as work:
        mending.note(work, case_id, broken, {"deadline": deadline_id})


def _limit(work: Work, case: Case, deadline: Deadline) -> Limit:
    return Limit(case.number, deadline.kind, deadline.step, deadline.due_at, work.outbox)
