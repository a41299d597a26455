"""The list of materials of a case, and those that were promised."""

from typing import Any

from app.api.doing import done
from app.api.resource import KEYED, Resource
from app.api.showing import CASE
from app.permissions import SIGNED_IN, STAFF, may_come
from app.shapes.case.cases import CaseView
from app.shapes.case.checklist import ListedView, PromisesSent, PutOffSent, checklist
from app.shapes.paging import TextPage, list_of, page_of_all
from app.signin import signed_in
from app.storage.case import cases
from app.storage.case.cases import Case
from app.unit_of_work import look
from app.usecases.cases import promising, putting_off
from app.usecases.cases.putting_off import Longer
from app.usecases.work import Work
from engine.errors import Fault, Invalid

blueprint = Resource("promises", "/cases", "What is asked of an applicant, and what may follow.")

TWICE = Fault("promises", "promise.twice", "Name each material once.")


@blueprint.get("/<number>/checklist")
@may_come(SIGNED_IN)
@blueprint.arguments(TextPage, location="query")
@blueprint.response(200, list_of(ListedView))
def listed(wanted: dict[str, Any], number: str) -> Any:
    """List what the item asks for, each as it stands: 404 unknown or not visible."""
    with look(signed_in()) as work:
        rows = checklist(work, cases.seen(work.session, number, work.actor))
    return page_of_all(rows, wanted, lambda one: one["code"])


@blueprint.post("/<number>/promises")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(PromisesSent)
@blueprint.response(201, CaseView)
def promise(sent: dict[str, Any], number: str) -> Any:
    """Take a promise: 403 neither window nor lead, 409 decided or never here, 422 all faults."""
    days = {one["material"]: one["until"] for one in sent["promises"]}
    if len(days) < len(sent["promises"]):
        raise Invalid("promise.invalid", "This cannot be promised.", [TWICE])

    def act(work: Work) -> tuple[Case, int]:
        promising.promise(work, number, days)
        return cases.seen(work.session, number, work.actor), 201

    return done(CASE, act, case=number)


@blueprint.post("/<number>/promises/<material>/putting-off")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(PutOffSent)
@blueprint.response(200, CaseView)
def put_off(sent: dict[str, Any], number: str, material: str) -> Any:
    """Let it follow later: 403 neither window nor lead, 404 not promised, 409 put off before."""

    def act(work: Work) -> tuple[Case, int]:
        putting_off.put_off(work, number, material, Longer(**sent))
        return cases.seen(work.session, number, work.actor), 200

    return done(CASE, act, case=number)
