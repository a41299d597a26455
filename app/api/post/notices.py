"""Notices: messages to people and to groups."""

from typing import Any

from app.api.doing import Thing, done
from app.api.resource import KEYED, Resource
from app.permissions import STAFF, may_come
from app.shapes.base import Nothing
from app.shapes.paging import Page, list_of, page
from app.shapes.post.notices import NoticeView, SeenNotice
from app.signin import signed_in
from app.storage.post import notices
from app.unit_of_work import look

blueprint = Resource("notices", "/notices", "Messages to people.")

NOTICE: Thing[SeenNotice] = Thing(
    name=lambda seen: str(seen.notice.id),
    find=lambda work, name: SeenNotice(
        notices.read(work.session, work.actor, int(name), work.now), work.now
    ),
    show=lambda _, seen: seen,
)


@blueprint.get("")
@may_come(STAFF)
@blueprint.arguments(Page, location="query")
@blueprint.response(200, list_of(NoticeView))
def listed(wanted: dict[str, Any]) -> Any:
    """List one's notices, newest first."""
    after = wanted["after"][0] if wanted["after"] else None
    with look(signed_in()) as work:
        rows = notices.mine(work.session, work.actor, wanted["limit"], after)
    seen = [SeenNotice(notice, read_at) for notice, read_at in rows]
    return page(seen, wanted["limit"], lambda one: [one.notice.id])


@blueprint.post("/<int(max=2147483647):notice_id>/read")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(Nothing, required=False)
@blueprint.response(200, NoticeView)
def read(_: dict[str, Any], notice_id: int) -> Any:
    """Note that one has read a notice; once is enough."""
    return done(NOTICE, lambda work: (NOTICE.find(work, str(notice_id)), 200))
