"""Copies: cases passed on to be read, and who has read them."""

from typing import Any

from app.api.doing import Thing, done
from app.api.resource import KEYED, Resource
from app.permissions import STAFF, may_come
from app.shapes.base import Nothing
from app.shapes.desk.copies import (
    CopiesView,
    CopiesWanted,
    CopySent,
    OwnCopy,
    OwnCopyView,
    seen_copies,
)
from app.shapes.paging import list_of, page
from app.signin import signed_in
from app.storage.case import cases
from app.storage.case.cases import Case
from app.storage.desk import copy_lists
from app.unit_of_work import look
from app.usecases import copying
from app.usecases.copying import Receiver, Wish

blueprint = Resource("copies", "", "Cases passed on to be read.")

COPIES: Thing[Case] = Thing(
    name=lambda case: case.number or "",
    find=lambda work, number: cases.seen(work.session, number, work.actor),
    show=seen_copies,
)


@blueprint.get("/copies")
@may_come(STAFF)
@blueprint.arguments(CopiesWanted, location="query")
@blueprint.response(200, list_of(OwnCopyView))
def mine(wanted: dict[str, Any]) -> Any:
    """List what one has copies of, newest first; only what is not read yet where that is asked."""
    after = wanted["after"][0] if wanted["after"] else None
    with look(signed_in()) as work:
        rows = copy_lists.listed(work.session, work.actor, wanted["unread"], after, wanted["limit"])
    return page([OwnCopy(*row) for row in rows], wanted["limit"], lambda one: [one.copy.id])


@blueprint.get("/cases/<number>/copies")
@may_come(STAFF)
@blueprint.response(200, CopiesView)
def listed(number: str) -> Any:
    """List the copies of a case that stand, with who has read them: 404 unknown or not visible."""
    with look(signed_in()) as work:
        return seen_copies(work, cases.seen(work.session, number, work.actor))


@blueprint.post("/cases/<number>/copies")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(CopySent)
@blueprint.response(201, CopiesView)
def send(sent: dict[str, Any], number: str) -> Any:
    """Let others read a case: 403 one may only read it oneself, 422 nobody of that name."""
    wish = Wish([Receiver(**one) for one in sent["to"]], sent["note"])
    return done(COPIES, lambda work: (copying.send(work, number, wish), 201), case=number)


@blueprint.post("/cases/<number>/copies/read")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(Nothing, required=False)
@blueprint.response(200, CopiesView)
def read(_: dict[str, Any], number: str) -> Any:
    """Note that one has read one's copies of a case; once is enough."""
    return done(COPIES, lambda work: (copying.read(work, number), 200))


@blueprint.post("/cases/<number>/copies/<int(max=2147483647):copy_id>/revoke")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(Nothing, required=False)
@blueprint.response(200, CopiesView)
def revoke(_: dict[str, Any], number: str, copy_id: int) -> Any:
    """Take a copy back: 403 neither sent by you nor yours to lead, 409 taken back already."""
    return done(COPIES, lambda work: (copying.revoke(work, number, copy_id), 200), case=number)
