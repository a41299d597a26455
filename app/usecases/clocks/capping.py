"""How long the clock may stand on a ground in all, over every pause of a case or of a task."""

from collections.abc import Sequence
from datetime import date

from app.storage.case.cases import Case
from app.storage.clock import pauses
from app.storage.clock.pauses import Pause
from app.usecases.clocks.grounds import Ground
from app.usecases.work import Work
from engine.rules import pauses as rules


def days_left(work: Work, case: Case, ground: Ground, task: str | None = None) -> int | None:
    """Return how many working days the clock may still stand on a ground; nothing without a cap.

    A pause that lasts counts as long as it is planned, or has lasted.

    :param task: whose pauses count, where the ground stops only the limit of a step.

    Source: Administrative Licensing Law, Art. 45; decision 222.
    """
    if not ground.most_total_days:
        return None
    stood = [_span(work, one) for one in _rows(work, case, ground, task)]
    calendar = work.calendar_of(case.lead_department)
    return max(0, ground.most_total_days - rules.total(stood, calendar))


def most_until(work: Work, case: Case, ground: Ground, pause: Pause) -> date | None:
    """Return the last day on which a pause may stand; nothing without a cap, or where it is over.

    Source: decision 222.
    """
    if not ground.most_total_days:
        return None
    rows = _rows(work, case, ground, pause.task_id if ground.inner else None)
    others = [_span(work, one) for one in rows if one.id != pause.id]
    calendar = work.calendar_of(case.lead_department)
    return rules.most_until(others, pause.from_on, ground.most_total_days, calendar)


def _rows(work: Work, case: Case, ground: Ground, task: str | None) -> Sequence[Pause]:
    kept = (one for one in pauses.of_case(work.session, case.id) if one.ground == ground.code)
    return [one for one in kept if not ground.inner or one.task_id == task]


def _span(work: Work, pause: Pause) -> rules.Pause:
    return rules.Pause(pause.from_on, pause.to_on or max(pause.planned_to_on, work.today))
