"""Limits that are due soon, as lists show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from marshmallow import fields, validate

from app.shapes.base import text
from app.shapes.case.cases import DeadlineView
from app.shapes.case.seen import SeenLimit, seen_limits
from app.shapes.paging import Cursor, Page, key_of_moment, place_in_time
from app.storage.case.cases import Case
from app.storage.clock import due_soon
from app.storage.clock.due_soon import Row, Wanted
from app.storage.desk.tasks import Task
from app.storage.office import people
from app.storage.office.people import Person
from app.usecases.work import Work
from engine.rules import deadlines as rules

SCOPES = ("mine", "department", "seen")
LONGEST = 366


@dataclass(frozen=True)
class SeenDue(SeenLimit):
    """A limit with its case, the task it is for, and who holds that."""

    case: Case
    task: Task | None
    holder: Person | None


class DueSoonView(DeadlineView):
    """A limit that somebody has to meet."""

    case = fields.String(attribute="case.number", required=True)
    item = fields.String(attribute="case.item_code", required=True)
    item_name = fields.String(attribute="case.item_name", required=True)
    task = fields.String(attribute="task.id", dump_default=None, allow_none=True)
    name = fields.String(attribute="task.name", dump_default=None, allow_none=True)
    asked = fields.String(attribute="limit.asked", required=True)
    assignee = fields.String(attribute="holder.username", dump_default=None, allow_none=True)


class DueSoonWanted(Page):
    """Which limits are asked for; ``due_within`` are working days from today, which is 0."""

    scope = fields.String(load_default="mine", validate=validate.OneOf(SCOPES))
    department = text(100, load_default=None)
    due_within = fields.Integer(load_default=None, validate=validate.Range(0, LONGEST))
    paused = fields.Boolean(load_default=False)
    after = Cursor(str, str, load_default=None)


def wanted_of(work: Work, sent: dict[str, Any]) -> Wanted:
    """Return what is asked for, with the moment until which it is due.

    :raises ValidationError: the cursor carries no place in the list.
    """
    within = sent["due_within"]
    last = None
    if within is not None:
        last = work.calendar.add(work.today, within) if within else work.today
    return Wanted(
        sent["scope"],
        sent["department"],
        rules.passes_at(last) if last else None,
        sent["paused"],
        place_in_time(sent["after"]),
        sent["limit"],
    )


def seen_due(work: Work, rows: Sequence[Row]) -> list[SeenDue]:
    """Return limits as they stand, with who holds what they are for."""
    held = {task.assignee_id for _, _, task in rows if task and task.assignee_id}
    holders = people.by_id(work.session, held)
    limits = seen_limits(work, [limit for limit, _, _ in rows])
    return [
        SeenDue(**vars(seen), case=case, task=task, holder=_holder(task, holders))
        for seen, (_, case, task) in zip(limits, rows, strict=True)
    ]


def key_of(seen: SeenDue) -> list[Any]:
    """Return what the next page goes on after, as a cursor carries it."""
    return key_of_moment(*due_soon.key_of(seen.limit))


def _holder(task: Task | None, holders: dict[int, Person]) -> Person | None:
    return holders.get(task.assignee_id) if task and task.assignee_id else None
