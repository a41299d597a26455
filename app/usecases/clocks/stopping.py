"""Stopping a clock and letting it go on: the rows, the dates, the paper, the facts of both."""

from collections.abc import Sequence
from datetime import date
from uuid import uuid4

from sqlalchemy import update

from app.storage.case.cases import Case
from app.storage.case.history import Fact, digest_of
from app.storage.clock import pauses
from app.storage.clock.deadlines import MET, RUNNING, Deadline
from app.storage.clock.pauses import Pause
from app.storage.ground.base import write_rows
from app.usecases.clocks import telling
from app.usecases.clocks.grounds import Ground
from app.usecases.counting.dates import MovedLimit
from app.usecases.moving import papers, recounting, redating
from app.usecases.work import Work
from engine.rules import deadlines as rules

SUSPENDED = "suspended"
PLANNED_END = "pause"
"""The kind of the deadline at which somebody is reminded that a pause lasts too long."""


def row(work: Work, case: Case, ground: Ground, planned_working_days: int) -> Pause:
    """Return a pause that begins today; it belongs to no session yet."""
    calendar = work.calendar_of(case.lead_department)
    return Pause(
        case_id=case.id,
        ground=ground.code,
        planned_working_days=planned_working_days,
        planned_to_on=calendar.add(work.today, max(1, planned_working_days)),
        from_on=work.today,
        recorded_at=work.now,
        recorded_by=work.actor.id,
    )


def stop(work: Work, case: Case, pause: Pause, ground: Ground) -> list[Fact]:
    """Let a pause begin: from now on nothing that follows the clock passes or changes its light.

    Dates move, and the applicant is told, in the same transaction.
    """
    facts = recounting.catch_up(work, case)
    begin(work, case, pause)
    moved = recounting.settle(work, case)
    if not ground.inner:
        facts.append(_stopped(pause))
        own = redating.tell_staff(work, case, moved, "pause", ground.name)
        telling.paused(work, case, pause.id, ground.code, own)
    facts += _moved(moved, "pause")
    if ground.notice:
        facts.append(_notice(work, case, pause, ground))
    return facts


def begin(work: Work, case: Case, pause: Pause) -> None:
    """Write the row of a pause, what the case shows of it, and its planned end."""
    work.session.add(pause)
    case.pauses += 1
    if pause.task_id is None:
        pause.state = _state_before(work, case)
        case.paused, case.state = True, SUSPENDED
    work.session.flush()
    watch(work, case, pause, pause.planned_to_on)


def go_on(work: Work, case: Case, rows: Sequence[Pause], on: date) -> list[Fact]:
    """Let pauses end; what waited goes on with the time that was left."""
    before = recounting.catch_up(work, case)
    finish(work, case, rows, on)
    told = [one for one in rows if not work.clock.inner(one.ground)]
    facts = [Fact("case.resumed", None, {"pause": one.id, "ground": one.ground}) for one in told]
    moved = recounting.settle(work, case)
    own = redating.tell_staff(work, case, moved, "resume") if told else ()
    for one in told:
        telling.resumed(work, case, one.id, one.ground, own if one is told[0] else ())
    return [*before, *facts, *_moved(moved, "resume")]


def finish(work: Work, case: Case, rows: Sequence[Pause], on: date) -> None:
    """Write the end of pauses, and what the case shows of it."""
    for one in rows:
        one.to_on, one.ended_at, one.ended_by = on, work.now, work.actor.id
    left = [one for one in pauses.of_case(work.session, case.id) if _holds_case(one)]
    if case.paused and not left:
        case.paused = False
        if case.state == SUSPENDED:
            case.state = next((one.state for one in rows if one.state), "in_review")
    ids = [_watch_id(one) for one in rows]
    ended = update(Deadline).where(Deadline.case_id == case.id, Deadline.timer_id.in_(ids))
    work.session.execute(
        ended.where(Deadline.state == RUNNING).values(state=MET, ended_at=work.now)
    )
    work.session.flush()


def standing(work: Work, case: Case) -> list[Pause]:
    """Return the pauses of a case that last."""
    return [one for one in pauses.of_case(work.session, case.id) if one.to_on is None]


def ended(pause: Pause, on: date) -> Pause:
    """Return what a pause would be if it ended on a day, for looking only."""
    return Pause(
        from_on=pause.from_on,
        to_on=on,
        planned_to_on=pause.planned_to_on,
        task_id=pause.task_id,
        scope=pause.scope,
        department=pause.department,
    )


def of_watch(deadline: Deadline) -> int:
    """Return the id of the pause whose planned end a deadline is."""
    return int(str(deadline.timer_id).removeprefix("pause:"))


def _stopped(pause: Pause) -> Fact:
    told = {"pause": pause.id, "ground": pause.ground}
    told |= {"planned_to": pause.planned_to_on.isoformat(), "reason": digest_of(pause.reason)}
    return Fact("case.paused", None, told)


def _moved(moved: Sequence[MovedLimit], why: str) -> list[Fact]:
    return [recounting.told(moved, why)] if moved else []


def _notice(work: Work, case: Case, pause: Pause, ground: Ground) -> Fact:
    """Hand the applicant the paper without which the clock would not stop."""
    said = {
        "ground": ground.name,
        "article": ground.article,
        "planned_working_days": pause.planned_working_days,
        "planned_to_on": pause.planned_to_on.isoformat(),
        "answers": {"reason": pause.reason},
    }
    pause.paper, fact = papers.hand_out(work, case, ground.paper, said)
    return fact


def _state_before(work: Work, case: Case) -> str:
    """Return the state to go back to when nothing stands any more."""
    standing = [one for one in pauses.of_case(work.session, case.id) if _holds_case(one)]
    return next((one.state for one in standing if one.state), case.state)


def _holds_case(pause: Pause) -> bool:
    return pause.to_on is None and pause.task_id is None


def watch(work: Work, case: Case, pause: Pause, until: date) -> None:
    """Let it be looked at a pause that lasts on the day after the one it may last to."""
    due_at = rules.passes_at(until)
    calendar = work.calendar_of(case.lead_department)
    row = {
        "id": str(uuid4()),
        "case_id": case.id,
        "task_id": None,
        "timer_id": _watch_id(pause),
        "kind": PLANNED_END,
        "moves": False,
        "step": None,
        "rule_kind": "working_days",
        "rule_value": str(calendar.between(pause.from_on, until)),
        "from_at": pause.recorded_at,
        "follows_clock": False,
        "due_at": due_at,
        "due_on": rules.last_day(due_at),
        "provisional": calendar.provisional(until),
        "calendar_version": calendar.version,
        "basis": work.clock.grounds[pause.ground].article,
        "state": RUNNING,
    }
    write_rows(work.session, Deadline, [row])


def _watch_id(pause: Pause) -> str:
    return f"pause:{pause.id}"
