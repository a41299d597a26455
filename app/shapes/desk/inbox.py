"""Which tasks of an inbox are asked for, as addresses and programs say it."""

from datetime import datetime, timedelta
from typing import Any

from marshmallow import fields, validate

from app.shapes.base import text
from app.shapes.desk.tasks import LIGHTS
from app.shapes.paging import Cursor, Page, place_in_time
from app.storage.desk.inbox import VIEWS, Wanted
from app.storage.desk.inbox_filters import Only, Shown
from app.storage.desk.tasks import NEVER
from app.usecases.work import Work
from engine.rules import deadlines as rules

SOON = 2
"""Working days from today within which a limit is near where nothing else is said."""
LONGEST = 366


class TasksWanted(Page):
    """Which tasks are asked for.

    ``due_within`` are working days from today, which is 0, for the view ``near``;
    ``older_than`` are days since a task was opened.
    """

    view = fields.String(load_default="claimable", validate=validate.OneOf(tuple(VIEWS)))
    q = text(100, least=0, load_default=None)
    item = text(100, load_default=None)
    department = text(100, load_default=None)
    process = text(100, load_default=None)
    light = fields.String(load_default=None, validate=validate.OneOf(LIGHTS))
    older_than = fields.Integer(load_default=None, validate=validate.Range(0, LONGEST))
    due_within = fields.Integer(load_default=SOON, validate=validate.Range(0, LONGEST))
    after = Cursor(str, str, load_default=None)


def wanted_of(work: Work, sent: dict[str, Any]) -> Wanted:
    """Return what is asked for, with the moments that its days mean now.

    :raises ValidationError: the cursor carries no place in the list.
    """
    light, older = sent["light"], sent["older_than"]
    only = Only(
        q=(sent["q"] or "").strip() or None,
        item=sent["item"],
        department=sent["department"],
        process=sent["process"],
        shown=Shown(light, work.now) if light else None,
        opened_by=None if older is None else work.now - timedelta(days=older),
    )
    near = sent["view"] == "near"
    until = ends_within(work, sent["due_within"]) if near else NEVER
    after = place_in_time(sent["after"])
    return Wanted(sent["view"], only, until, after, sent["limit"], work.now)


def ends_within(work: Work, working_days: int = SOON) -> datetime:
    """Return the moment at which limits have passed that end within some working days."""
    last = work.calendar.add(work.today, working_days) if working_days else work.today
    return rules.passes_at(last)
