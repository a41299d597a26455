"""Messages: what cases and other systems have sent, to whom it is, and what nobody wanted."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from app.pages.admin.blueprint import ADMINISTRATOR, blueprint
from app.permissions import may_come
from app.shapes.paging import page, place_in_time
from app.shapes.post.messages import MessagesWanted, key_of
from app.signin import signed_in
from app.storage.post import messages as stored
from app.storage.post.messages import Sought
from app.unit_of_work import look


@blueprint.get("/admin/messages")
@may_come(ADMINISTRATOR)
def messages() -> ResponseReturnValue:
    """List messages and signals, newest first, by state and by name or key."""
    wanted, after = _wanted()
    here = {name: wanted[name] for name in ("state", "q") if wanted[name]}
    with look(signed_in()) as work:
        rows = stored.listed(work.session, Sought(**here), wanted["limit"], after)
    shown = page(rows, wanted["limit"], key_of)
    return render_template(
        "admin/messages.html",
        rows=shown.items,
        state=wanted["state"],
        q=wanted["q"],
        sees_all=signed_in().sees_all,
        next=url_for("pages.admin.messages", **here, after=shown.next) if shown.next else None,
        first=url_for("pages.admin.messages", **here) if after else None,
    )


def _wanted() -> tuple[dict[str, Any], Any]:
    """Return the page asked for; the first of all where the address was changed by hand."""
    asked = {name: text for name in ("state", "q", "after") if (text := request.args.get(name))}
    try:
        wanted = dict(MessagesWanted().load(asked))
        return wanted, place_in_time(wanted["after"])
    except ValidationError:
        return dict(MessagesWanted().load({})), None
