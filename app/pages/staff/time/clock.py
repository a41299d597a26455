"""The clock of a demo office, which every visitor may move forward."""

from datetime import datetime
from urllib.parse import urlsplit

from flask import Blueprint, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.i18n import told
from app.pages import posted
from app.pages.showing import moment
from app.pages.signin import local
from app.permissions import ANYBODY, may_come
from app.protection import limiter
from app.signin import NOBODY, perhaps_signed_in
from app.unit_of_work import unit_of_work
from app.usecases.office import demonstrating
from engine.errors import Conflict
from engine.rules.deadlines import OFFICE_ZONE

blueprint = Blueprint("clock", __name__)


@blueprint.post("/clock")
@may_come(ANYBODY)
@limiter.limit("30 per minute")
def move() -> ResponseReturnValue:
    """Let the demo office believe it is later, and everything due until then happen: 403 else."""
    to = _read(posted.text("as_of"))
    if to is None:
        flash(gettext("This is no moment the clock can be moved to."), "error")
        return _back()
    try:
        with unit_of_work(perhaps_signed_in() or NOBODY) as work:
            demonstrating.move_clock(work, to)
    except Conflict as refusal:
        flash(told(refusal), "error")
        return _back()
    passed = clock.tick()
    said = gettext(
        "It is %(moment)s now; limits that passed: %(count)s.", moment=moment(to), count=passed
    )
    flash(said, "success")
    return _back()


def _read(said: str) -> datetime | None:
    try:
        return datetime.fromisoformat(said).replace(tzinfo=OFFICE_ZONE)
    except ValueError:
        return None


def _back() -> ResponseReturnValue:
    """Lead back to the page whose footer was used."""
    from_ = urlsplit(request.referrer or "")
    query = f"?{from_.query}" if from_.query else ""
    return redirect(local(f"{from_.path}{query}" if from_.netloc == request.host else None))
