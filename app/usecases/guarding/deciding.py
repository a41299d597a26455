"""A person decides about a limit that waits after an outage: it passes, or is counted anew."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.storage.case.cases import Case
from app.storage.case.history import Fact, write
from app.storage.clock import calendar as stored
from app.storage.clock.calendar import MOVE, CalendarChange
from app.storage.clock.deadlines import RUNNING, Deadline
from app.storage.clock.held import OUTAGE, Sort, open_outages
from app.storage.clock.pauses import Pause
from app.storage.post.incidents import Incident
from app.usecases.calendars import changing
from app.usecases.guarding import outages
from app.usecases.guarding.outages import Outage
from app.usecases.moving import recounting, redating
from app.usecases.work import Work
from engine.errors import Conflict, Invalid, NotAllowed, NotFound
from engine.rules import pauses as rules
from engine.rules.deadlines import OFFICE_ZONE

DECIDERS = frozenset({"administrator", "supervisor"})
DAY = timedelta(days=1)
BESIDE = "held.beside"
"""A reminder waits, because what ends its step does."""


@dataclass(frozen=True)
class Held:
    """A limit that waits, with the lock on its case."""

    case: Case
    deadline: Deadline
    incident: Incident

    def fact(self, what: str, reason: str) -> Fact:
        """Return what the history tells of a decision about it."""
        details = {
            "kind": self.deadline.kind,
            "due_at": self.deadline.due_at.isoformat(),
            "outage": self.incident.id,
            "reason": reason.strip(),
        }
        return Fact(what, self.deadline.step, details)


def confirm(work: Work, number: str, deadline_id: str, reason: str) -> Case:
    """Let a limit pass with its legal time; the clock carries it out as soon as this is stored.

    :raises NotAllowed: neither an administrator nor a supervisor asks.
    :raises Invalid: no reason was given.
    :raises NotFound: there is no such case.
    :raises Conflict: it does not wait, or no longer; it waits with another; or the clock is not
        trusted.
    """
    held = _held(work, number, deadline_id, reason)
    held.deadline.held_by = None
    fact = held.fact("limit.confirmed", reason)
    write(work.session, held.case, [fact], work.actor, work.now)
    work.session.flush()
    outages.settle(work)
    return held.case


def lift(work: Work, number: str, deadline_id: str, reason: str) -> Case:
    """Count the limits of a case anew, without the days of the outage.

    :raises NotAllowed: neither an administrator nor a supervisor asks.
    :raises Invalid: no reason was given.
    :raises NotFound: there is no such case.
    :raises Conflict: it does not wait, or no longer; it waits with another; the clock is not
        trusted; or even counted anew the limit has passed.

    Source: docs/decisions/0121-after-an-outage-rights-wait.md.
    """
    held = _held(work, number, deadline_id, reason)
    case = held.case
    fact = held.fact("limit.lifted", reason)
    work.session.add(_pause(work, case, outages.of(held.incident), reason))
    case.pauses += 1
    moved = recounting.settle(work, case)
    if held.deadline.due_at <= work.now:
        message = "Also without the days of the outage this limit has passed: confirm it."
        raise Conflict("held.not_moved", message)
    redating.tell(work, case, moved, "outage", reason.strip())
    write(work.session, case, [fact, recounting.told(moved, "outage")], work.actor, work.now)
    work.session.flush()
    outages.settle(work)
    return case


def declare_all(work: Work, reason: str) -> list[CalendarChange]:
    """Declare the days of every outage something waits for: the calendar does not count them.

    Running cases follow, each by itself; what no longer has passed then waits no more.

    :raises NotAllowed: neither an administrator nor a supervisor asks.
    :raises Invalid: no reason was given.
    :raises Conflict: the clock is not trusted, or nothing waits.

    Source: facts 2.5 (outage), docs/decisions/0121-after-an-outage-rights-wait.md.
    """
    _may_decide(work, reason)
    found = open_outages(work.session)
    if not found:
        raise _decided()
    return [_declare(work, outages.of(incident), reason.strip()) for incident in found]


def _declare(work: Work, outage: Outage, reason: str) -> CalendarChange:
    first, last = _days(outage)
    change = CalendarChange(
        kind=stored.OUTAGE,
        content={"from": first.isoformat(), "to": last.isoformat(), "name": "系统停机"},
        source=reason,
        told_at=work.now,
        told_by=work.actor.name,
    )
    changing.put_in_force(work, change, MOVE, reason)
    return change


def _decided() -> Conflict:
    return Conflict("held.decided", "There is nothing to decide about this any more.")


def _held(work: Work, number: str, deadline_id: str, reason: str) -> Held:
    _may_decide(work, reason)
    found = work.hold(number=number)
    if found is None:
        raise NotFound("case.unknown", "There is no such case.")
    key = (found.case.id, deadline_id)
    row = work.session.get(Deadline, key, populate_existing=True)
    incident = work.session.get(Incident, row.held_by) if row is not None and row.held_by else None
    if row is None or row.state != RUNNING or incident is None or incident.code != OUTAGE:
        raise _decided()
    if not outages.waits(work, Sort(row.kind, row.step, found.case.process_digest)):
        message = "This reminder waits with the limit that ends its step: decide about that one."
        raise Conflict(BESIDE, message)
    return Held(found.case, row, incident)


def _may_decide(work: Work, reason: str) -> None:
    if not work.actor.roles & DECIDERS:
        message = "Only administrators and supervisors decide about limits that wait."
        raise NotAllowed("held.not_yours", message)
    if not reason.strip():
        raise Invalid("held.no_reason", "Please say why: it stands in the history of the case.")
    work.trust_clock()


def _pause(work: Work, case: Case, outage: Outage, reason: str) -> Pause:
    """Return the days of an outage as what the clock of one case did not count."""
    first, last = _days(outage)
    return Pause(
        case_id=case.id,
        ground=rules.OUTAGE,
        reason=reason.strip(),
        planned_working_days=(last - first).days + 1,
        planned_to_on=last,
        from_on=first - DAY,
        to_on=last,
        recorded_at=work.now,
        recorded_by=work.actor.id,
        ended_at=work.now,
        ended_by=work.actor.id,
    )


def _days(outage: Outage) -> tuple[date, date]:
    """Return its first and last day: a day in which nobody could act for hours does not count."""
    first, last = (end.astimezone(OFFICE_ZONE).date() for end in (outage.since, outage.until))
    return first, last
