"""The office calendar: which day a limit ends on, and why."""

from typing import Any

from app.api.resource import Resource
from app.permissions import ANYBODY, may_come
from app.shapes.calendar import DueView, DueWanted
from app.signin import NOBODY
from app.unit_of_work import look
from engine.rules import deadlines

blueprint = Resource("calendar", "/calendar", "Working days and what they mean for limits.")


@blueprint.get("/due")
@may_come(ANYBODY)
@blueprint.arguments(DueWanted, location="query")
@blueprint.response(200, DueView)
def due(wanted: dict[str, Any]) -> Any:
    """Count a limit in working days, day by day."""
    with look(NOBODY) as work:
        calendar = work.calendar
    days = deadlines.days(wanted["from_"], wanted["working_days"], calendar)
    due_on = days[-1].date
    return {"due_on": due_on, "provisional": calendar.provisional(due_on), "days": days}
