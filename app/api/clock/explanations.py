"""Why a limit of a case ends when it does."""

from typing import Any

from app.api.resource import Resource
from app.permissions import SIGNED_IN, may_come
from app.shapes.clock.calendar import WhyView
from app.signin import signed_in
from app.storage.case import cases
from app.unit_of_work import look
from app.usecases.counting import explaining

blueprint = Resource("explanations", "/cases", "Every day of a limit, counted or not.")


@blueprint.get("/<number>/deadlines/<name>/why")
@may_come(SIGNED_IN)
@blueprint.response(200, WhyView)
def why(number: str, name: str) -> Any:
    """Explain a limit day by day: 404 unknown or not visible."""
    with look(signed_in()) as work:
        case = cases.seen(work.session, number, work.actor)
        row = explaining.named(work, case, name)
        told = explaining.explained(work, case, row)
    summed = {"total": told.total, "articles": told.articles}
    return vars(told) | summed | {"id": row.id, "basis": row.basis}
