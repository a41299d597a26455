"""Limits pass: those that are due, and before a deed those of its case."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from sqlalchemy.exc import OperationalError

from app.storage import deadlines
from app.unit_of_work import look, the_parts, unit_of_work
from app.usecases import mending, timing
from app.usecases.work import Outbox
from engine.errors import Broken, Conflict
from engine.people import Actor
from engine.rules.deadlines import OFFICE_ZONE

log = structlog.get_logger(__name__)

CLOCK = Actor(id="clock", name="时钟", sees_all=True)
MOST_BEFORE_AN_ACT = 50


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
    """Let every limit pass that is due, each in its own unit of work, and yield which did."""
    while found := due():
        passed = [limit for one in found if (limit := pass_one(*one)) is not None]
        yield from passed
        if not passed:
            break


def pass_one(case_id: int, deadline_id: str) -> Limit | None:
    """Let one limit pass, and return it if it did; one bad case stops nobody."""
    try:
        with unit_of_work(CLOCK) as work:
            case, passed = timing.pass_deadline(work, case_id, deadline_id)
        limit = Limit(case.number, passed.kind, passed.step, passed.due_at, work.outbox)
    except Conflict:
        return None  # done in time, while we were looking
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
    with the_parts().database.asking() as session:
        nearest = deadlines.nearest(session, case)
    return pass_due(nearest.case_id) if nearest is not None and nearest.passed else Outbox()


def pass_due(case_id: int) -> Outbox:
    """Let the limits of a case pass in order of due time; return what that sends."""
    with look(CLOCK) as work:
        passed = deadlines.due_of_case(work.session, case_id, work.now)
    sent = Outbox()
    for deadline_id in passed[:MOST_BEFORE_AN_ACT]:
        if (limit := pass_one(case_id, deadline_id)) is not None:
            sent.add(limit.sent)
    return sent


def due(most: int = 500) -> Sequence[tuple[int, str]]:
    """Return the limits that have passed, the longest overdue first."""
    with look(CLOCK) as work:
        return deadlines.due(work.session, work.now, most)


def _note(case_id: int, deadline_id: str, broken: Broken) -> None:
    with unit_of_work(CLOCK) as work:
        mending.note(work, case_id, broken, {"deadline": deadline_id})
