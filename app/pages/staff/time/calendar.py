"""The calendar of a year: what counts and what does not, for everybody signed in."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.pages.showing import code_and_name
from app.pages.staff.naming import names
from app.permissions import SIGNED_IN, may_come
from app.shapes.clock import years
from app.signin import signed_in
from app.storage.office import departments
from app.unit_of_work import look

blueprint = Blueprint("calendar", __name__)


@blueprint.get("/calendar")
@may_come(SIGNED_IN)
def show() -> ResponseReturnValue:
    """Show the twelve months of a year, by the calendar of the office or of a department."""
    with look(signed_in()) as work:
        year = request.args.get("year", default=work.today.year, type=int)
        year = min(max(year, years.EARLIEST), years.LATEST)
        known = [code_and_name(row) for row in departments.departments(work.session)]
        asked = request.args.get("department")
        department = asked if asked in dict(known) else None
        return render_template(
            "calendar.html",
            seen=years.seen_year(work, year, department),
            today=work.today,
            departments=known,
            department_name=names(work).department(department),
            years=sorted({*work.almanac.years, work.today.year + 1, year}),
        )
