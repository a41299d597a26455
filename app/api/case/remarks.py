"""Remarks on a case: for the office, or for the applicant, too."""

from typing import Any

from flask import request

from app.api.doing import Thing, done
from app.api.resource import FILE, KEYED, Resource, upload
from app.permissions import SIGNED_IN, STAFF, may_come
from app.shapes.case import receiving
from app.shapes.case.remarks import (
    ColleagueView,
    RemarkSent,
    RemarkView,
    Sought,
    seen_remark,
    seen_remarks,
)
from app.shapes.paging import TextPage, list_of, page_of_all
from app.signin import signed_in
from app.storage.case import cases
from app.storage.case.remarks import Remark
from app.unit_of_work import look
from app.usecases import remarking
from app.usecases.remarking import LONGEST, Wish

blueprint = Resource("remarks", "/cases/<number>/remarks", "What is noted on a case.")
blueprint.url_value_preprocessor(receiving.roomy)

FORM = upload(
    {
        "text": {"type": "string", "maxLength": LONGEST},
        "visible": {"type": "boolean"},
        "materials": {"type": "array", "items": {"type": "string", "maxLength": 64}},
        "files": {"type": "array", "items": FILE},
    },
    required="text",
)
REMARK: Thing[Remark] = Thing(
    name=lambda remark: str(remark.id),
    find=lambda work, reference: work.session.get_one(Remark, int(reference)),
    show=seen_remark,
)


@blueprint.get("")
@may_come(SIGNED_IN)
@blueprint.arguments(TextPage, location="query")
@blueprint.response(200, list_of(RemarkView))
def listed(wanted: dict[str, Any], number: str) -> Any:
    """List the remarks one may read, newest first; the party sees those written for it."""
    with look(signed_in()) as work:
        rows = seen_remarks(work, cases.seen(work.session, number, work.actor))
        return page_of_all(rows, wanted, lambda one: str(one.remark.id))


@blueprint.get("/colleagues")
@may_come(STAFF)
@blueprint.arguments(Sought, location="query")
@blueprint.response(200, ColleagueView(many=True))
def colleagues(wanted: dict[str, Any], number: str) -> Any:
    """Tell at most eight people a remark may mention, those who work on the case first."""
    with look(signed_in()) as work:
        case = cases.seen(work.session, number, work.actor)
        return remarking.colleagues(work, case, wanted["q"])


@blueprint.post("")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(RemarkSent)
@blueprint.response(201, RemarkView)
def make(sent: dict[str, Any], number: str) -> Any:
    """Note something: 403 one may only read the case, 422 nobody of a mentioned name."""
    wish = Wish(**sent)
    return done(REMARK, lambda work: (remarking.make(work, number, wish), 201), case=number)


@blueprint.post("/files")
@may_come(STAFF)
@blueprint.doc(**FORM, **KEYED)
@blueprint.response(201, RemarkView)
def make_with_files(number: str) -> Any:
    """Note something with files of its own: 403 only looking on, 422 what is not taken."""
    with look(signed_in()) as work:
        cases.seen(work.session, number, work.actor)  # for others no bytes are taken in
    many = {"materials": request.form.getlist("materials")}
    sent = RemarkSent().load(request.form.to_dict() | many)
    with receiving.received("files") as files:
        wish = Wish(**sent, files=files)
        return done(REMARK, lambda work: (remarking.make(work, number, wish), 201), case=number)
