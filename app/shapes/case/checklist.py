"""The list of materials of a case: what the item asks for, and how each of it stands."""

from typing import Any

from marshmallow import fields, validate

from app.shapes.base import Day, Moment, Shape, text
from app.storage.case import materials, promises
from app.storage.case.cases import Case
from app.storage.office.items import Item
from app.usecases.cases import material_rights
from app.usecases.cases.promising import days_of
from app.usecases.work import Work
from engine.rules.promises import state

STATES = ("complete", "checked", "late", "promised", "missing", "not_needed")


def checklist(work: Work, case: Case) -> list[dict[str, Any]]:
    """Return what the item asks for, each with the files one may read and how it stands.

    ``kept`` is how many others there are.
    """
    files = materials.of_case(work.session, case.id)
    read = {one.id for one in material_rights.readable(work, case, files)}
    asked = work.session.get_one(Item, case.item_code).materials
    promised = {} if case.promised is None else _promised(work, case)
    accepted, rows = case.accepted_on is not None, []
    for one in asked:
        theirs, promise = [f for f in files if f.code == one["code"]], promised.get(one["code"])
        due_on = promise.due_on if promise is not None and promise.kept_at is None else None
        there = any(not file.replaced for file in theirs)
        said = {"required": bool(one["required"]), "there": there, "accepted": accepted}
        stands = state(said, due_on, work.today)
        shown = [file for file in theirs if file.id in read]
        told = {
            "files": shown,
            "kept": len(theirs) - len(shown),
            "promise": promise,
            "state": stands,
        }
        rows.append({**one, **told, "may_follow": days_of(one, work.clock.tolerance)})
    return rows


def _promised(work: Work, case: Case) -> dict[str, promises.Promise]:
    return {one.code: one for one in promises.of_case(work.session, case.id)}


class PromiseView(Shape):
    """A material that was promised, and perhaps came."""

    due_on = Day(required=True)
    blocks = fields.Boolean(required=True)
    basis = fields.String(required=True)
    paper = fields.String(required=True)
    promised_at = Moment(required=True)
    kept_at = Moment(required=True, allow_none=True)
    put_off_from = Day(required=True, allow_none=True)
    put_off_reason = fields.String(required=True, allow_none=True)


class ListedView(Shape):
    """A material the item asks for, as it stands."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    required = fields.Boolean(required=True)
    may_follow = fields.Integer(required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    files = fields.Function(lambda one: [file.id for file in one["files"]], required=True)
    kept = fields.Integer(required=True, metadata={"description": "files for others only"})
    promise = fields.Nested(PromiseView, required=True, allow_none=True)


class PromiseSent(Shape):
    """A material that is promised for a day."""

    material = fields.String(required=True)
    until = Day(required=True)


class PutOffSent(Shape):
    """Until when a promised material may follow instead, and why."""

    until = Day(required=True)
    reason = text(1000, required=True)


class PromisesSent(Shape):
    """What the applicant promises in writing."""

    promises = fields.List(fields.Nested(PromiseSent), required=True)
