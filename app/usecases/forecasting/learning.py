"""Learning once a day how long the cases of each item take from each step on."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from app.storage.clock import paces
from app.storage.clock.paces import Decided
from app.usecases.work import Work
from engine.rules import pauses as standing
from engine.rules import working
from engine.rules.deadlines import OFFICE_ZONE
from engine.rules.forecasts import Past, back_test
from engine.rules.pauses import Pause

LEARNT_FROM = timedelta(days=365)
MOST_CASES = 500
FEWEST = 20
"""With fewer earlier cases than this nothing is foretold."""

Learned = dict[str, Any]


def learned(work: Work) -> list[Learned]:
    """Return the pace of every item of which a case was decided within a year; nothing is kept."""
    since = work.today - LEARNT_FROM
    return [_pace(work, item_code) for item_code in paces.items_with_decisions(work.session, since)]


def keep(work: Work, rows: Sequence[Learned]) -> None:
    """Keep what was learned; what was known before goes."""
    paces.replace(work.session, rows)


def _pace(work: Work, item_code: str) -> Learned:
    cases = list(paces.decided(work.session, item_code, work.today - LEARNT_FROM, MOST_CASES))
    past = [one for case in cases for one in _steps(work, case)]
    steps: dict[str, list[int]] = {}
    for one in past:
        steps.setdefault(one.step, []).append(one.remaining)
    return {
        "item_code": item_code,
        "counted_on": work.today,
        "cases": len(cases),
        "steps": {step: sorted(remaining) for step, remaining in steps.items()},
        "accuracy": vars(back_test(past, FEWEST)),
    }


def _steps(work: Work, case: Decided) -> Iterator[Past]:
    """Yield each step of a case once a day, however many were asked it at once."""
    calendar = work.calendar_of(case.department)
    stood = standing.closed(
        (Pause(one.from_on, one.to_on, one.ground) for one in case.pauses), case.decided_on
    )
    days = {(step, opened_at.astimezone(OFFICE_ZONE).date()) for step, opened_at in case.opened}
    for step, day in sorted(days):
        if day <= case.decided_on:
            used = working.elapsed(day, case.decided_on, calendar, stood)
            yield Past(step, day, case.decided_on, used)
