"""Foretelling when a case will be decided, with how sure one may be of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.storage.case.cases import Case
from app.storage.clock import paces
from app.storage.clock.paces import Pace
from app.storage.desk import case_tasks
from app.storage.desk.tasks import Task
from app.usecases.counting import holding
from app.usecases.counting.holding import Holding
from app.usecases.forecasting.learning import FEWEST
from app.usecases.work import Work
from engine.rules import forecasts, working
from engine.rules.deadlines import OFFICE_ZONE
from engine.rules.forecasts import Accuracy, Forecast
from engine.rules.lights import Light

POSSIBLE, LIKELY = 0.2, 0.5


@dataclass(frozen=True)
class Expected:
    """When a case will be decided: eight of ten earlier cases lay between the outer days.

    :param risk: the share of them that would miss the promised day; ``None`` without one.
    :param step: the open step that takes longest, from which was counted.
    :param cases: how many earlier cases tell; ``accuracy``: how such forecasts did before.
    """

    earliest_on: date
    likely_on: date
    latest_on: date
    risk: float | None
    step: str
    cases: int
    accuracy: Accuracy

    @property
    def concern(self) -> Light:
        """The colour under which the risk is shown: red when being late is likelier than not."""
        if self.risk is None:
            return "none"
        return "red" if self.risk >= LIKELY else "yellow" if self.risk >= POSSIBLE else "green"


@dataclass(frozen=True)
class _Way:
    """What an open step foretells."""

    task: Task
    spent: int
    remaining: Sequence[int]
    told: Forecast


def expected(work: Work, case: Case) -> Expected | None:
    """Return when a case will be decided; nothing where it is, or where too few cases tell.

    A clock that stands goes on as planned.

    Source: features T16.
    """
    if case.decided_on is not None or case.ended_at is not None:
        return None
    pace = paces.of_item(work.session, case.item_code)
    ways = _ways(work, case, pace) if pace is not None else []
    if pace is None or not ways:
        return None
    return _told(work, case, pace, max(ways, key=lambda way: (way.told.likely, way.told.latest)))


def _ways(work: Work, case: Case, pace: Pace) -> list[_Way]:
    """Return what each open step of which enough is known foretells."""
    calendar, held = work.calendar_of(case.lead_department), holding.of_case(work, case)
    stood = held.spans(None)
    found = []
    for task in case_tasks.open_of_cases(work.session, [case.id]):
        opened_on = task.opened_at.astimezone(OFFICE_ZONE).date()
        spent = working.elapsed(opened_on, max(opened_on, work.today), calendar, stood)
        remaining = pace.steps.get(task.step, ())
        if told := forecasts.forecast(remaining, spent, FEWEST):
            found.append(_Way(task, spent, remaining, told))
    return found


def _told(work: Work, case: Case, pace: Pace, way: _Way) -> Expected:
    calendar = work.calendar_of(case.lead_department)
    from_on = _goes_on(work, holding.of_case(work, case))

    def day(after: int) -> date:
        return calendar.add(from_on, after) if after else from_on

    risk = None
    if case.promised_due_on is not None:
        left = calendar.between(from_on, case.promised_due_on)
        risk = forecasts.risk(way.remaining, way.spent, left)
    return Expected(
        day(way.told.earliest),
        day(way.told.likely),
        day(way.told.latest),
        risk,
        way.task.step,
        way.told.cases,
        Accuracy(**pace.accuracy),
    )


def _goes_on(work: Work, held: Holding) -> date:
    """Return today or, while the clock stands, the day it is planned to go on."""
    lasting = [one.planned_to_on for one in held.over(None) if one.to_on is None]
    return max([work.today, *lasting])
