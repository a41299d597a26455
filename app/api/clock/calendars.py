"""The calendar: a year of it, and its changes from proposal to version."""

from typing import Any

from flask import request

from app.api.doing import Thing, done
from app.api.resource import FILE, KEYED, Resource, upload
from app.permissions import SIGNED_IN, may_come
from app.shapes.clock import years
from app.shapes.clock.calendars import (
    ChangesWanted,
    ChangeView,
    DaysSent,
    Decided,
    HoursSent,
    ImportSent,
    LiftingSent,
    MovedCasesView,
    OverrideSent,
    PreviewView,
    YearView,
    YearWanted,
)
from app.shapes.paging import Page, cursor, list_of, page
from app.signin import signed_in
from app.storage.clock import calendar as stored
from app.storage.clock.calendar import HOURS, OUTAGE, OVERRIDE, CalendarChange
from app.storage.office.departments import Department
from app.unit_of_work import look
from app.usecases.calendars import deciding, previewing, proposing
from app.usecases.calendars.proposing import Decision
from app.usecases.calendars.reading import File
from engine.errors import Fault, Invalid, NotFound

blueprint = Resource("calendars", "/calendar", "The calendar and its changes.")

KEEPERS = tuple(sorted(proposing.KEEPERS))
CHANGE: Thing[CalendarChange] = Thing(
    name=lambda change: str(change.id),
    find=lambda work, name: stored.of_id(work.session, int(name)),
    show=lambda _, change: change,
)
FORM = upload(
    {"file": FILE, "year": {"type": "integer"}, "source": {"type": "string", "maxLength": 500}},
    required="file",
)
ONE = Fault("file", "calendar.one_file", "Send one file, named “file”.")
ID = "<int(max=2147483647):change_id>"


@blueprint.get("")
@may_come(SIGNED_IN)
@blueprint.arguments(YearWanted, location="query")
@blueprint.response(200, YearView)
def year(wanted: dict[str, Any]) -> Any:
    """Show a year as the office, or a department, counts it: 404 no such department."""
    with look(signed_in()) as work:
        if wanted["department"] and work.session.get(Department, wanted["department"]) is None:
            raise NotFound("calendar.department", "There is no such department.")
        return years.seen_year(work, wanted["year"], wanted["department"])


@blueprint.post("/imports")
@may_come(*KEEPERS)
@blueprint.doc(**FORM, **KEYED)
@blueprint.response(201, ChangeView)
def propose_notice() -> Any:
    """Propose the table of a year, as CSV or iCalendar: 422 with everything that is wrong."""
    sent = ImportSent().load(request.form.to_dict())
    if (upload := request.files.get("file")) is None or len(request.files) > 1:
        raise Invalid("calendar.unreadable", "The calendar cannot be read.", [ONE])
    file = File(upload.filename or "", upload.stream.read(), sent["source"])
    return done(CHANGE, lambda work: (proposing.propose_notice(work, sent["year"], file), 201))


@blueprint.post("/overrides")
@may_come(*KEEPERS)
@blueprint.doc(**KEYED)
@blueprint.arguments(OverrideSent)
@blueprint.response(201, ChangeView)
def propose_override(sent: dict[str, Any]) -> Any:
    """Propose days of rest or of work of the office's own."""
    return _propose(OVERRIDE, sent, _days(sent) | {"works": sent["works"]})


@blueprint.post("/outages")
@may_come(*KEEPERS)
@blueprint.doc(**KEYED)
@blueprint.arguments(DaysSent)
@blueprint.response(201, ChangeView)
def propose_outage(sent: dict[str, Any]) -> Any:
    """Propose to declare days that do not count because the office could not work."""
    return _propose(OUTAGE, sent, _days(sent))


@blueprint.post("/hours")
@may_come(*KEEPERS)
@blueprint.doc(**KEYED)
@blueprint.arguments(HoursSent)
@blueprint.response(201, ChangeView)
def propose_hours(sent: dict[str, Any]) -> Any:
    """Propose other office hours."""
    return _propose(HOURS, sent, {"halves": sent["halves"]})


@blueprint.get("/changes")
@may_come(*KEEPERS)
@blueprint.arguments(ChangesWanted, location="query")
@blueprint.response(200, list_of(ChangeView))
def listed(wanted: dict[str, Any]) -> Any:
    """List all changes of the calendar, the newest first."""
    after = wanted["after"][0] if wanted["after"] else None
    with look(signed_in()) as work:
        rows = stored.listed(work.session, wanted["limit"] + 1, after, wanted["state"])
    return page(rows, wanted["limit"], lambda row: [row.id])


@blueprint.get(f"/changes/{ID}")
@may_come(*KEEPERS)
@blueprint.response(200, ChangeView)
def show(change_id: int) -> Any:
    """Show one change."""
    with look(signed_in()) as work:
        return stored.of_id(work.session, change_id)


@blueprint.get(f"/changes/{ID}/preview")
@may_come(*KEEPERS)
@blueprint.response(200, PreviewView)
def preview(change_id: int) -> Any:
    """Show what a proposal changes, day by day."""
    with look(signed_in()) as work:
        change = stored.of_id(work.session, change_id)
        days = previewing.changed_days(work, change)
        return {"days": days, "new_years": previewing.new_years(work, change)}


@blueprint.get(f"/changes/{ID}/cases")
@may_come(*KEEPERS)
@blueprint.arguments(Page, location="query")
@blueprint.response(200, MovedCasesView)
def moved_cases(wanted: dict[str, Any], change_id: int) -> Any:
    """Show which running cases a proposal would move, and from when to when."""
    after = wanted["after"][0] if wanted["after"] else 0
    with look(signed_in()) as work:
        change = stored.of_id(work.session, change_id)
        found, last = previewing.moved_cases(work, change, after, wanted["limit"])
    return {"items": found, "next": cursor([last]) if last is not None else None}


@blueprint.post(f"/changes/{ID}/lifting")
@may_come(*KEEPERS)
@blueprint.doc(**KEYED)
@blueprint.arguments(LiftingSent)
@blueprint.response(201, ChangeView)
def propose_lifting(sent: dict[str, Any], change_id: int) -> Any:
    """Propose that a decision no longer holds: 409 it does not hold anyway."""
    return done(
        CHANGE, lambda work: (proposing.propose_lifting(work, change_id, sent["source"]), 201)
    )


@blueprint.post(f"/changes/{ID}/apply")
@may_come(*KEEPERS)
@blueprint.doc(**KEYED)
@blueprint.arguments(Decided)
@blueprint.response(200, ChangeView)
def apply(sent: dict[str, Any], change_id: int) -> Any:
    """Make a proposal the next version: 409 decided about already. Cases follow by themselves."""
    return done(CHANGE, lambda work: (deciding.apply(work, change_id, **sent), 200))


@blueprint.post(f"/changes/{ID}/discard")
@may_come(*KEEPERS)
@blueprint.doc(**KEYED)
@blueprint.response(200, ChangeView)
def discard(change_id: int) -> Any:
    """Let a proposal be: 409 decided about already."""
    return done(CHANGE, lambda work: (proposing.discard(work, change_id), 200))


def _propose(kind: str, sent: dict[str, Any], content: dict[str, Any]) -> Any:
    scope = sent["department"], sent["region"]
    decision = Decision(kind, content, sent["source"], *scope)
    return done(CHANGE, lambda work: (proposing.propose(work, decision), 201))


def _days(sent: dict[str, Any]) -> dict[str, Any]:
    return {
        "from": sent["from_"].isoformat(),
        "to": sent["to"].isoformat(),
        "name": sent["name"],
    }
