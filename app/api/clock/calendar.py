"""The office calendar: which day a limit ends on, and why."""

from datetime import datetime, time
from typing import Any

from app.api.resource import Resource
from app.permissions import ANYBODY, may_come
from app.shapes.clock.calendar import UNITS, DueView, DueWanted
from app.signin import NOBODY
from app.unit_of_work import look
from engine.rules.deadlines import OFFICE_ZONE
from engine.rules.explaining import explain
from engine.rules.timers import Rule

blueprint = Resource("calendar", "/calendar", "Working days and what they mean for limits.")


@blueprint.get("/due")
@may_come(ANYBODY)
@blueprint.arguments(DueWanted, location="query")
@blueprint.response(200, DueView)
def due(wanted: dict[str, Any]) -> Any:
    """Count a limit in working days, natural days or months, day by day: 422 not one of them."""
    from_ = datetime.combine(wanted.pop("from_"), time(), OFFICE_ZONE)
    rule = next(Rule(unit, str(wanted[unit])) for unit in UNITS if unit in wanted)
    with look(NOBODY) as work:
        return explain(rule, from_, work.calendar)
