"""A card that waits for a later day than that of its limit."""

from typing import Any

from app.storage.case.cases import Case
from app.storage.clock.deadlines import CARD, STEP_CARD, Deadline
from app.storage.ground.base import write_rows
from app.usecases.cards import outage
from app.usecases.counting import dates, waiting
from app.usecases.work import Work
from engine.rules.cards import CardRule


def let_wait(work: Work, case: Case, limit: Deadline, rule: CardRule) -> None:
    """Write the day of a card as a limit of its own, that follows the clock of the case."""
    kind = STEP_CARD if limit.task_id else CARD
    about = f"card:{rule.code}:{limit.id}"
    row = waiting.row(work, case, limit, kind, _counted(case, limit, rule), about)
    row |= {"basis": rule.basis}
    incident = outage.waits_for(work, row["due_at"]) if rule.answer_days else None
    if incident is None:
        write_rows(work.session, Deadline, [row])
    else:
        work.session.add(Deadline(**row, held_by=incident.id))


def _counted(case: Case, limit: Deadline, rule: CardRule) -> dict[str, Any]:
    """Return how the day of a card is counted: from the last day of its limit, or as the limit."""
    if rule.after:
        return waiting.after(limit, rule.after)
    if case.extra_days and limit.kind in dates.OF_CASE:
        instant = {"rule_kind": "instant", "rule_value": limit.due_at.isoformat()}
        return instant | {"from_at": limit.from_at, "follows_clock": False}
    own = ("rule_kind", "rule_value", "from_at", "follows_clock")
    return {name: getattr(limit, name) for name in own}


def waited_for(deadline: Deadline) -> tuple[str, str]:
    """Return the code of the rule and the id of the limit that such a day is for."""
    _, code, limit_id = str(deadline.timer_id).split(":", 2)
    return code, limit_id
