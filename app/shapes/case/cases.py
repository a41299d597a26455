"""Cases: handing in, looking, following."""

from marshmallow import fields, validate

from app.shapes import masks
from app.shapes.base import Day, Moment, Shape, answers, text
from app.shapes.desk.tasks import LIGHTS, TaskView
from app.shapes.paging import Page

STATES = (
    *("submitted", "awaiting_correction", "accepted", "in_review", "suspended"),
    *("decided", "issued", "delivered", "archived", "not_required", "not_accepted"),
    *("returned", "withdrawn", "deemed_withdrawn", "terminated"),
)


class Party(Shape):
    """The applicant, as handed in."""

    name = text(100, required=True)
    id_number = text(40, least=0, load_default="")
    phone = text(40, least=0, load_default="")
    email = text(254, least=0, load_default="")


class HandIn(Shape):
    """An application for an item."""

    item = text(100, required=True)
    applicant = fields.Nested(Party, required=True)
    answers = answers()


class PartyView(Shape):
    """The applicant; numbers are told only as far as one needs to recognise them."""

    name = fields.String(required=True)
    id_number = fields.Function(lambda party: masks.number(party.get("id_number")) or "")
    phone = fields.Function(lambda party: masks.number(party.get("phone")) or "")
    email = fields.Function(lambda party: masks.email(party.get("email")) or "")


class CaseView(Shape):
    """A case, for those who work on it."""

    number = fields.String(attribute="case.number", required=True)
    item = fields.String(attribute="case.item_code", required=True)
    item_name = fields.String(attribute="case.item_name", required=True)
    process = fields.String(attribute="case.process", required=True)
    version = fields.Integer(attribute="case.version", required=True)
    lead_department = fields.String(attribute="case.lead_department", required=True)
    applicant = fields.Nested(PartyView, attribute="case.applicant", required=True)
    application_version = fields.Integer(attribute="case.application_version", required=True)
    state = fields.String(attribute="case.state", required=True, validate=validate.OneOf(STATES))
    outcome = fields.String(attribute="case.outcome", required=True, allow_none=True)
    handling_kind = fields.String(attribute="case.handling_kind", required=True)
    received_at = Moment(attribute="case.received_at", required=True)
    received_on = Day(attribute="case.received_on", required=True)
    accepted_on = Day(attribute="case.accepted_on", required=True, allow_none=True)
    decided_on = Day(attribute="case.decided_on", required=True, allow_none=True)
    promised_due_on = Day(attribute="case.promised_due_on", required=True, allow_none=True)
    statutory_due_on = Day(attribute="case.statutory_due_on", required=True, allow_none=True)
    ended_at = Moment(attribute="case.ended_at", required=True, allow_none=True)
    working_days_used = fields.Integer(
        attribute="used.working_days", allow_none=True, dump_default=None
    )
    working_days_early = fields.Integer(attribute="used.early", allow_none=True, dump_default=None)
    light = fields.String(required=True, validate=validate.OneOf(LIGHTS))
    paused = fields.Boolean(attribute="case.paused", required=True)
    provisional = fields.Boolean(attribute="case.provisional", required=True)
    promised_materials = fields.Function(
        lambda seen: (seen["case"] if isinstance(seen, dict) else seen.case).promised or 0,
        metadata={"type": "integer"},
    )
    tasks = fields.List(fields.Nested(TaskView), required=True)


class CaseOpened(CaseView):
    """A new case, with the code that lets its applicant follow it; told only here."""

    code = fields.String(required=True)


class CasesWanted(Page):
    """Which cases are asked for."""

    state = fields.String(load_default=None, validate=validate.OneOf(STATES))
    department = text(100, load_default=None)
    q = text(100, load_default=None)
    promised = fields.Boolean(load_default=False)


class EntryView(Shape):
    """Something that happened to a case."""

    seq = fields.Integer(required=True)
    at = Moment(required=True)
    actor = fields.Dict(required=True)
    what = fields.String(required=True)
    step = fields.String(required=True, allow_none=True)
    details = fields.Dict(required=True)


class DeadlineView(Shape):
    """A limit of a case."""

    id = fields.String(attribute="limit.id", required=True)
    kind = fields.String(attribute="limit.kind", required=True)
    step = fields.String(attribute="limit.step", required=True, allow_none=True)
    due_at = Moment(attribute="limit.due_at", required=True)
    due_on = Day(attribute="limit.due_on", required=True, allow_none=True)
    provisional = fields.Boolean(attribute="limit.provisional", required=True)
    state = fields.String(attribute="limit.state", required=True)
    basis = fields.String(attribute="limit.basis", required=True, allow_none=True)
    warn_at = Moment(attribute="limit.warn_at", required=True, allow_none=True)
    light = fields.String(required=True, validate=validate.OneOf(LIGHTS))
    working_days_left = fields.Integer(attribute="days_left", required=True, allow_none=True)


class CodeSent(Shape):
    """The code with which an applicant follows a case."""

    code = text(40, required=True)


class StepView(Shape):
    """Who is asked at the moment; no names of clerks."""

    name = fields.String(attribute="named.name", required=True)
    department = fields.String(attribute="task.department", required=True, allow_none=True)
    your_turn = fields.Function(
        lambda seen: seen.task.role == "applicant", metadata={"type": "boolean"}
    )


class StatusView(Shape):
    """What an applicant may see of a case without an account."""

    number = fields.String(attribute="case.number", required=True)
    item = fields.String(attribute="case.item_code", required=True)
    item_name = fields.String(attribute="case.item_name", required=True)
    applicant = fields.Function(
        lambda seen: masks.name(seen.case.applicant_name), metadata={"type": "string"}
    )
    state = fields.String(attribute="case.state", required=True, validate=validate.OneOf(STATES))
    outcome = fields.String(attribute="case.outcome", required=True, allow_none=True)
    received_at = Moment(attribute="case.received_at", required=True)
    received_on = Day(attribute="case.received_on", required=True)
    accepted_on = Day(attribute="case.accepted_on", required=True, allow_none=True)
    promised_due_on = Day(attribute="case.promised_due_on", required=True, allow_none=True)
    statutory_due_on = Day(attribute="case.statutory_due_on", required=True, allow_none=True)
    light = fields.String(required=True, validate=validate.OneOf(LIGHTS))
    paused = fields.Boolean(attribute="case.paused", required=True)
    provisional = fields.Boolean(attribute="case.provisional", required=True)
    steps = fields.List(fields.Nested(StepView), attribute="tasks", required=True)
