"""Who takes part in the co-approvals of a case."""

from typing import Any

from app.api.doing import done
from app.api.resource import KEYED, Resource
from app.api.showing import CASE
from app.permissions import STAFF, may_come
from app.shapes.case.cases import CaseView
from app.shapes.joint.joining import DepartmentAdded, DepartmentWanted, JointView
from app.shapes.paging import TextPage, list_of, page_of_all
from app.signin import signed_in
from app.storage.case import cases
from app.unit_of_work import look
from app.usecases import joining
from app.usecases.joining import Wish

blueprint = Resource("joining", "/cases", "Who takes part in the co-approvals of a case.")


@blueprint.get("/<number>/departments")
@may_come(STAFF)
@blueprint.arguments(TextPage, location="query")
@blueprint.response(200, list_of(JointView))
def listed(wanted: dict[str, Any], number: str) -> Any:
    """List the open steps of a case at which departments are asked, with who they are."""
    with look(signed_in()) as work:
        case = cases.seen(work.session, number, work.actor)
        joints = joining.joint_steps_of(work, case)
    return page_of_all(joints, wanted, lambda joint: joint.step)


@blueprint.post("/<number>/departments")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(DepartmentAdded)
@blueprint.response(201, CaseView)
def add(sent: dict[str, Any], number: str) -> Any:
    """Ask one more department: 403 not the lead, 409 not open or asked already, 422 all faults."""
    wish = Wish(**sent)
    return done(CASE, lambda work: (joining.add_department(work, number, wish), 201), case=number)


@blueprint.post("/<number>/departments/drop")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(DepartmentWanted)
@blueprint.response(200, CaseView)
def drop(sent: dict[str, Any], number: str) -> Any:
    """Ask a department no more: 403 not the lead, 409 answered or the only one, 422 all faults."""
    wish = Wish(**sent)
    return done(CASE, lambda work: (joining.drop_department(work, number, wish), 200), case=number)
