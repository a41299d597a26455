"""Letters: notices that leave the house by e-mail and SMS, and what came to nothing."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from marshmallow import EXCLUDE, ValidationError

from app.i18n import told
from app.jobs.letters import carriers
from app.pages import posted
from app.pages.admin.blueprint import ADMINISTRATOR, blueprint
from app.permissions import may_come
from app.shapes.paging import page
from app.shapes.post.letters import LettersWanted, error_of, seen
from app.signin import signed_in
from app.storage.post import letters as stored
from app.storage.post import stoppages
from app.unit_of_work import look, unit_of_work
from app.usecases.letters import deciding
from app.usecases.letters.notice_file import CHANNELS
from app.usecases.work import Work
from engine.errors import Conflict, Invalid


@blueprint.get("/admin/letters")
@may_come(ADMINISTRATOR)
def letters() -> ResponseReturnValue:
    """List the letters asked for, by default all that have not left, newest first."""
    wanted = _wanted()
    here = {key: wanted[key] for key in ("state", "channel", "case") if wanted[key]}
    with look(signed_in()) as work:
        rows = stored.listed(work.session, wanted["letters"], wanted["limit"], wanted["after"])
        found, stopped = seen(work, rows), stoppages.all_now(work.session)
        waiting = stored.unsent(work.session, stopped)
    shown = page(found, wanted["limit"], lambda one: [one.letter.id])
    return render_template(
        "admin/letters.html",
        rows=[(one, error_of(one.letter)) for one in shown.items],
        wanted=wanted,
        states=stored.STATES,
        every_channel=CHANNELS,
        channels=list(carriers()),
        stopped=[(one, waiting[one.channel]) for one in stopped.values()],
        sees_all=signed_in().sees_all,
        next=url_for("pages.admin.letters", **here, after=shown.next) if shown.next else None,
        first=url_for("pages.admin.letters", **here) if wanted["after"] else None,
    )


@blueprint.post("/admin/letters/<int(max=2147483647):letter_id>/retry")
@may_come(ADMINISTRATOR)
def retry_letter(letter_id: int) -> ResponseReturnValue:
    """Try a letter at once: 404 unknown; one that is over is told."""
    done = gettext("The letter is tried again at once.")
    return _decided(lambda work: deciding.retry(work, letter_id), done)


@blueprint.post("/admin/letters/<int(max=2147483647):letter_id>/drop")
@may_come(ADMINISTRATOR)
def drop_letter(letter_id: int) -> ResponseReturnValue:
    """Send a letter no more: 404 unknown; one that is over, or a missing reason, is told."""
    reason, done = posted.text("reason"), gettext("The letter is not sent any more.")
    return _decided(lambda work: deciding.drop(work, letter_id, reason), done)


def _decided(deed: Callable[[Work], object], done: str) -> ResponseReturnValue:
    try:
        with unit_of_work(signed_in()) as work:
            deed(work)
    except (Conflict, Invalid) as refusal:
        flash(told(refusal), "warning")
    else:
        flash(done, "success")
    return redirect(url_for("pages.admin.letters"))


def _wanted() -> dict[str, Any]:
    """Return the page asked for; the first of all where the address was changed by hand."""
    asked = {key: value for key, value in request.args.items() if value}
    try:
        return dict(LettersWanted(unknown=EXCLUDE).load(asked))
    except ValidationError:
        return dict(LettersWanted().load({}))
