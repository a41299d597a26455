"""Who has not answered a card is urged (督办): once by the clock, by hand as often as needed."""

from uuid import uuid4

from sqlalchemy import update

from app.storage.case.cases import Case
from app.storage.clock.deadlines import CANCELLED, MET, OF_NOBODY, RUNNING, URGING, Deadline
from app.storage.ground.base import write_rows
from app.usecases.work import Work
from engine.rules import deadlines as rules


def wait(work: Work, case: Case, card_id: str, working_days: int) -> None:
    """Let the clock urge after so many working days.

    The time of the officials who answer does not stand while that of the case does, and goes
    on after the case has ended.

    Source: facts 2.6 (督办: a card not answered in 3 working days).
    """
    calendar = work.calendar_of(case.lead_department)
    due_on = rules.due_on(work.today, working_days, calendar)
    row = {
        "id": str(uuid4()),
        "case_id": case.id,
        "task_id": None,
        "timer_id": _of(card_id),
        "kind": URGING,
        "moves": False,
        "step": None,
        "rule_kind": "working_days",
        "rule_value": str(working_days),
        "from_at": work.now,
        "follows_clock": False,
        "due_at": rules.passes_at(due_on),
        "due_on": due_on,
        "provisional": calendar.provisional(due_on),
        "calendar_version": calendar.version,
        "basis": None,
        "state": RUNNING,
    }
    write_rows(work.session, Deadline, [row | OF_NOBODY])


def stop(work: Work, case_id: int, card_id: str, answered: bool) -> None:
    """Let nobody be urged any more: they have answered, or need not."""
    of_card = (Deadline.case_id == case_id, Deadline.timer_id == _of(card_id))
    ended = update(Deadline).where(*of_card, Deadline.state == RUNNING)
    state = MET if answered else CANCELLED
    work.session.execute(ended.values(state=state, ended_at=work.now))


def card_of(deadline: Deadline) -> str:
    """Return the id of the card whose answer a deadline waits for."""
    return str(deadline.timer_id).removeprefix("card:")


def _of(card_id: str) -> str:
    return f"card:{card_id}"
