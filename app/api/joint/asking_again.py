"""Departments are asked for their opinions again by the one that leads the case."""

from typing import Any

from app.api.doing import done
from app.api.resource import KEYED, Resource
from app.api.showing import CASE
from app.permissions import STAFF, may_come
from app.shapes.case.cases import CaseView
from app.shapes.joint.asking_again import AskAgainWanted, GivenView
from app.shapes.paging import TextPage, list_of, page_of_all
from app.signin import signed_in
from app.storage.case import cases
from app.unit_of_work import look
from app.usecases.joining import asking_again
from app.usecases.joining.asking_again import Wish

blueprint = Resource("asking_again", "/cases", "Asking departments for their opinions again.")


@blueprint.get("/<number>/opinions")
@may_come(STAFF)
@blueprint.arguments(TextPage, location="query")
@blueprint.response(200, list_of(GivenView))
def listed(wanted: dict[str, Any], number: str) -> Any:
    """List the opinions the lead can ask for again: 403 not the lead, 409 the case is decided."""
    with look(signed_in()) as work:
        case = cases.seen(work.session, number, work.actor)
        given = asking_again.given(work, case)
    return page_of_all(given, wanted, lambda one: one.task.id)


@blueprint.post("/<number>/opinions/again")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(AskAgainWanted)
@blueprint.response(200, CaseView)
def ask(sent: dict[str, Any], number: str) -> Any:
    """Ask departments again: 403 not the lead, 409 decided or asked already, 422 all faults."""
    wish = Wish(tuple(sent["tasks"]), sent["reason"])
    return done(CASE, lambda work: (asking_again.ask_again(work, number, wish), 200), case=number)
