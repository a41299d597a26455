"""A card that waits for a later day than that of its limit."""

from datetime import datetime, time
from typing import Any
from uuid import uuid4

from app.storage.base import write_rows
from app.storage.cases import Case
from app.storage.deadlines import CARD, OF_NOBODY, RUNNING, STEP_CARD, Deadline
from app.usecases.cards import outage
from app.usecases.counting import dates
from app.usecases.work import Work
from engine.rules import deadlines as rules
from engine.rules.cards import CardRule
from engine.rules.deadlines import OFFICE_ZONE


def let_wait(work: Work, case: Case, limit: Deadline, rule: CardRule) -> None:
    """Write the day of a card as a limit of its own, that follows the clock of the case."""
    row: dict[str, Any] = {
        "id": str(uuid4()),
        "case_id": case.id,
        "task_id": limit.task_id,
        "timer_id": f"card:{rule.code}:{limit.id}",
        "kind": STEP_CARD if limit.task_id else CARD,
        "moves": False,
        "step": limit.step,
        **_counted(case, limit, rule),
        "basis": rule.basis,
        "state": RUNNING,
    }
    counting = dates.standing(work, case)
    when, calendar = counting.dates(Deadline(**row)), counting.calendar(Deadline(**row))
    row |= {"due_at": when.due_at, "due_on": None, "state": when.state}
    row |= {"provisional": calendar.provisional(rules.last_day(when.due_at))}
    row |= {"calendar_version": calendar.version} | OF_NOBODY
    incident = outage.waits_for(work, when.due_at) if rule.answer_days else None
    if incident is None:
        write_rows(work.session, Deadline, [row])
    else:
        work.session.add(Deadline(**row, held_by=incident.id))


def _counted(case: Case, limit: Deadline, rule: CardRule) -> dict[str, Any]:
    """Return how the day of a card is counted: from the last day of its limit, or as the limit."""
    if rule.after:
        last_day = limit.due_on or rules.last_day(limit.due_at)
        return {
            "rule_kind": "nth_working_day",
            "rule_value": str(rule.after),
            "from_at": datetime.combine(last_day, time(), OFFICE_ZONE),
            "follows_clock": limit.follows_clock,
        }
    if case.extra_days and limit.kind in dates.OF_CASE:
        instant = {"rule_kind": "instant", "rule_value": limit.due_at.isoformat()}
        return instant | {"from_at": limit.from_at, "follows_clock": False}
    own = ("rule_kind", "rule_value", "from_at", "follows_clock")
    return {name: getattr(limit, name) for name in own}


def waited_for(deadline: Deadline) -> tuple[str, str]:
    """Return the code of the rule and the id of the limit that such a day is for."""
    _, code, limit_id = str(deadline.timer_id).split(":", 2)
    return code, limit_id
