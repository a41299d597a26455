"""The status of a case, for its applicant, without an account."""

from typing import Any

from app.api.resource import Resource
from app.permissions import ANYBODY, may_come
from app.protection import limiter
from app.shapes.case.cases import CodeSent, StatusView
from app.shapes.case.seen import seen_case
from app.signin import NOBODY
from app.unit_of_work import look
from app.usecases.people import entering
from engine.errors import NotAllowed, NotFound

blueprint = Resource("status", "/status", "What an applicant may see, by number and code.")


@blueprint.get("/<number>")
@may_come(ANYBODY)
@limiter.limit("30 per minute")
@blueprint.arguments(CodeSent, location="query")
@blueprint.response(200, StatusView)
def show(sent: dict[str, Any], number: str) -> Any:
    """Show where a case stands: 404 number or code wrong, without telling which."""
    with look(NOBODY) as work:
        try:
            case = entering.followed(work, number, sent["code"])
        except NotAllowed as refusal:
            raise NotFound(refusal.code, refusal.message) from refusal
        return seen_case(work, case)
