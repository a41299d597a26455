"""Limits that wait after an outage, and the clock that waits for a word after a jump."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from marshmallow import ValidationError

from app.clock import guard
from app.i18n import told
from app.pages import posted
from app.pages.showing import labelled
from app.pages.words import word
from app.permissions import may_come
from app.shapes.clock.guarding import HeldWanted, key_of, read_key
from app.shapes.paging import page
from app.signin import signed_in
from app.storage.clock import heartbeats
from app.storage.clock import held as stored
from app.storage.clock.held import Waiting
from app.storage.office import settings
from app.storage.post.incidents import Incident
from app.unit_of_work import look, unit_of_work
from app.usecases.guarding import jumps, outages
from app.usecases.work import Work
from engine.errors import Conflict, Invalid
from engine.rules.silences import declared

blueprint = Blueprint("held", __name__)

WATCHING = ("administrator", "supervisor")


@blueprint.get("/held-limits", endpoint="list")
@may_come(*WATCHING)
def listed() -> ResponseReturnValue:
    """List what waits, the longest overdue first, with what it would do."""
    wanted = _wanted()
    with look(signed_in()) as work:
        rows = stored.listed(work.session, wanted["limit"] + 1, read_key(wanted["after"]))
        shown = page(rows, wanted["limit"], key_of)
        return render_template(
            "held.html",
            rows=[_row(work, one) for one in shown.items],
            waiting=stored.counted(work.session),
            stopped=_stopped(work),
            may_confirm_clock=bool(work.actor.roles & jumps.KEEPERS),
            beats=heartbeats.listed(work.session),
            sees_all=work.actor.sees_all,
            next=url_for("pages.held.list", after=shown.next) if shown.next else None,
            first=url_for("pages.held.list") if wanted["after"] else None,
        )


@blueprint.post("/held-limits/<number>/<deadline_id>/confirmation")
@may_come(*WATCHING)
def confirm(number: str, deadline_id: str) -> ResponseReturnValue:
    """Let a limit pass with its true due time."""
    said = gettext("The limit has passed, with its true due time.")
    return _done(
        said, lambda: guard.confirm_limit(signed_in(), number, deadline_id, posted.text("reason"))
    )


@blueprint.post("/held-limits/<number>/<deadline_id>/lifting")
@may_come(*WATCHING)
def lift(number: str, deadline_id: str) -> ResponseReturnValue:
    """Count the limits of a case anew, without the days of the outage."""
    said = gettext("The limits of this case are counted without the days of the outage.")
    return _done(
        said, lambda: guard.lift_limit(signed_in(), number, deadline_id, posted.text("reason"))
    )


@blueprint.post("/held-limits/confirmation")
@may_come(*WATCHING)
def confirm_all() -> ResponseReturnValue:
    """Let everything pass that waits, in order of due time."""
    said = gettext("All limits that waited have passed, with their true due times.")

    def deed() -> None:
        told = list(guard.confirm_all(signed_in(), posted.text("reason")))
        if any(fault is not None for _, fault in told):
            raise Conflict("held.left", "Not all could pass: look at those that still wait.")

    return _done(said, deed)


@blueprint.post("/held-limits/declaration")
@may_come(*WATCHING)
def declare() -> ResponseReturnValue:
    """Declare the days of the outage for the whole office."""
    said = gettext("The calendar does not count the days of the outage; running cases follow.")
    return _done(said, lambda: guard.declare(signed_in(), posted.text("reason")))


@blueprint.post("/clock/confirmation")
@may_come("administrator")
def confirm_clock() -> ResponseReturnValue:
    """Let the office go on after a jump of its clock."""

    def deed() -> None:
        with unit_of_work(signed_in()) as work:
            jumps.confirm(work, posted.text("reason"))

    return _done(
        gettext("The clock is trusted again. What is due passes with the next tick."), deed
    )


def _done(said: str, deed: Callable[[], object]) -> ResponseReturnValue:
    try:
        deed()
    except (Conflict, Invalid) as refusal:
        flash(told(refusal), "warning")
    else:
        flash(said, "success")
    return redirect(url_for("pages.held.list"))


def _wanted() -> dict[str, Any]:
    """Return the page asked for; the first where the address was changed by hand."""
    try:
        return dict(HeldWanted().load({"after": request.args["after"]}))
    except (KeyError, ValidationError):
        return dict(HeldWanted().load({}))


def _stopped(work: Work) -> Incident | None:
    found = settings.get(work.session, settings.CLOCK_STOPPED)
    return None if found is None else work.session.get(Incident, int(found))


def _row(work: Work, one: Waiting) -> dict[str, Any]:
    steps = work.process(one.case.process_digest).steps
    step = steps.get(one.deadline.step or "")
    name = labelled(step, "name") if step is not None else one.deadline.step or ""
    settings_of = dict(step.settings) if step is not None else {}
    return {
        "number": one.number,
        "item": labelled(one.case.item, "name"),
        "limit": one.deadline,
        "step_name": name,
        "effect": _effect(one, name, settings_of),
        "outage": outages.of(one.incident),
    }


def _effect(one: Waiting, step: str, said: dict[str, str]) -> str:
    """Return what happens when the limit passes."""
    kind, missed = one.deadline.kind, declared(said)
    if missed is not None and kind == missed.kind:
        counts = word(missed.outcome, "missed_outcome")
        return gettext("“%(step)s” counts as missed: %(outcome)s", step=step, outcome=counts)
    if kind == "timer":
        return gettext("The process goes on by “%(step)s”.", step=step)
    return word(kind, "limit")
