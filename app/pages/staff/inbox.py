"""The inbox: what one's departments and posts are asked, nearest limit first."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import EXCLUDE

from app.permissions import STAFF, may_come
from app.shapes.paging import page, place_in_time
from app.shapes.seen import seen_tasks
from app.shapes.silences import owed
from app.shapes.tasks import TasksWanted, inbox_key
from app.signin import signed_in
from app.storage import inbox
from app.storage.inbox import Wanted
from app.unit_of_work import look

blueprint = Blueprint("inbox", __name__)


@blueprint.get("/inbox")
@may_come(STAFF)
def show() -> ResponseReturnValue:
    """Show one part of the inbox: to claim, mine, or done by me."""
    wanted: dict[str, Any] = TasksWanted(unknown=EXCLUDE).load(request.args.to_dict())
    after = wanted["after"]
    wanted |= {"q": (wanted["q"] or "").strip() or None, "after": place_in_time(after)}
    view = wanted["view"]
    with look(signed_in()) as work:
        rows = seen_tasks(work, inbox.listed(work.session, work.actor, Wanted(**wanted)))
        counts = inbox.counts(work.session, work.actor)
        owing = owed(work) if after is None and wanted["q"] is None else []
    listed = page(rows, wanted["limit"], lambda one: inbox_key(one.task, view))
    here = {"view": view, "q": wanted["q"]}
    return render_template(
        "inbox.html",
        **here,
        counts_by_view=counts,
        rows=listed.items,
        owed=owing,
        next=url_for("pages.inbox.show", **here, after=listed.next) if listed.next else None,
        first=url_for("pages.inbox.show", **here) if after else None,
    )
