"""Substitutions: who does whose tasks while somebody is away."""

from typing import Any

from app.api.doing import Thing, done
from app.api.resource import KEYED, Resource
from app.permissions import STAFF, may_come
from app.shapes.base import Nothing
from app.shapes.desk.substitutions import SubstitutionSent, SubstitutionView, listed, seen, wish_of
from app.shapes.paging import TextPage, list_of, page_of_all
from app.signin import signed_in
from app.storage.desk import substitutions
from app.storage.desk.substitutions import Substitution
from app.unit_of_work import look
from app.usecases.people import substituting

blueprint = Resource("substitutions", "/substitutions", "Who does whose tasks meanwhile.")

SUBSTITUTION: Thing[Substitution] = Thing(
    name=lambda row: str(row.id),
    find=lambda work, name: substitutions.get(work.session, int(name)),
    show=seen,
)


@blueprint.get("")
@may_come(STAFF)
@blueprint.arguments(TextPage, location="query")
@blueprint.response(200, list_of(SubstitutionView))
def every(wanted: dict[str, Any]) -> Any:
    """List those one is away or stands in by, newest first; administrators see everybody's."""
    with look(signed_in()) as work:
        return page_of_all(listed(work), wanted, lambda one: str(one["row"].id))


@blueprint.post("")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(SubstitutionSent)
@blueprint.response(201, SubstitutionView)
def arrange(sent: dict[str, Any]) -> Any:
    """Let a colleague do one's tasks: 403 others' by administrators only, 422 all faults."""
    wish = wish_of(sent)
    return done(SUBSTITUTION, lambda work: (substituting.arrange(work, wish), 201))


@blueprint.post("/<int(max=2147483647):substitution_id>/end")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(Nothing, required=False)
@blueprint.response(200, SubstitutionView)
def end(_: dict[str, Any], substitution_id: int) -> Any:
    """End it before its last day: 403 neither of the two nor an administrator, 409 it has ended."""
    return done(SUBSTITUTION, lambda work: (substituting.end(work, substitution_id), 200))
