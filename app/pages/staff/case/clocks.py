"""Stopping the clock of a case, letting it go on, lengthening its limit: shown first, then done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.clock import deed
from app.errors import faults_of, status_of
from app.pages import posted
from app.pages.showing import day, moment
from app.pages.staff.case import dossier
from app.pages.staff.case.steps import Steps
from app.permissions import STAFF, may_come
from app.signin import signed_in
from app.storage.case import cases
from app.storage.clock.deadlines import PAUSED
from app.unit_of_work import look
from app.usecases.clocks import extending, pausing
from app.usecases.clocks.checking import Wish
from app.usecases.counting.dates import Dates, MovedLimit
from app.usecases.work import Work
from engine.errors import Conflict, Invalid
from engine.rules.deadlines import last_day

blueprint = Blueprint("clocks", __name__)

OWN = frozenset({"csrf_token", "confirmed"})
"""What a form says besides what was typed."""


@dataclass(frozen=True)
class Shown:
    """One limit as it would move, with its last days or, of a limit not in days, its moments."""

    kind: str
    step_name: str
    old: str
    new: str
    stands: bool


@blueprint.post("/cases/<number>/pauses")
@may_come(STAFF)
def pause(number: str) -> ResponseReturnValue:
    """Stop the clock, or show first what would move: 409 no clock runs, 422 all faults."""
    wish = Wish(
        ground=posted.text("ground"),
        planned_working_days=_number("planned_working_days"),
        reason=posted.text("reason"),
        evidence=posted.text("evidence") or None,
        approved_by=posted.text("approved_by") or None,
        task=posted.text("task") or None,
    )
    return _shown_or_done(
        number,
        ("pause", gettext("Stop the clock")),
        lambda work: pausing.foresee_pause(work, number, wish),
        lambda work: pausing.pause_case(work, number, wish),
    )


@blueprint.post("/cases/<number>/pauses/<int(max=2147483647):pause_id>/end")
@may_come(STAFF)
def end(number: str, pause_id: int) -> ResponseReturnValue:
    """Let the clock go on, or show first what would move: 409 it has ended, 422 no such day."""
    ended_on = posted.day("ended_on")
    return _shown_or_done(
        number,
        (f"end-{pause_id}", gettext("Let the clock go on")),
        lambda work: pausing.foresee_end(work, number, pause_id, ended_on),
        lambda work: pausing.end_pause(work, number, pause_id, ended_on),
    )


@blueprint.post("/cases/<number>/extension")
@may_come(STAFF)
def extend(number: str) -> ResponseReturnValue:
    """Lengthen the limits, or show first what would move: 409 extended before, 422 all faults."""
    wish = extending.Wish(
        _number("working_days"), posted.text("reason"), posted.text("approved_by")
    )
    return _shown_or_done(
        number,
        ("extend", gettext("Extend the limit")),
        lambda work: extending.foresee_extension(work, number, wish),
        lambda work: extending.extend_case(work, number, wish),
    )


def _shown_or_done(
    number: str,
    called: tuple[str, str],
    foresee: Callable[[Work], Sequence[MovedLimit]],
    act: Callable[[Work], object],
) -> ResponseReturnValue:
    """Show what a deed would move; do it once that was confirmed.

    :param called: the dialog that asks for the deed, and its title.
    """
    dialog, title = called
    try:
        if posted.text("confirmed") != "yes":
            return _preview(number, title, foresee)
        with deed(signed_in(), case=number) as work:
            act(work)
    except (Invalid, Conflict) as refusal:
        return dossier.page(number, faults_of(refusal), dialog, _sent()), status_of(refusal)
    flash(gettext("%(deed)s: done. The applicant has been told.", deed=title), "success")
    return redirect(url_for("pages.cases.show", number=number))


def _preview(
    number: str, title: str, foresee: Callable[[Work], Sequence[MovedLimit]]
) -> ResponseReturnValue:
    with look(signed_in()) as work:
        moved = foresee(work)
        case = cases.seen(work.session, number, work.actor)
        steps = Steps.of(work, case)
        rows = [_row(work, one, steps) for one in moved]
        return render_template("clock.html", case=case, title=title, rows=rows, sent=_sent())


def _row(work: Work, moved: MovedLimit, steps: Steps) -> Shown:
    step = steps.named(moved.deadline.step or "")
    return Shown(
        moved.deadline.kind,
        step.name if step else "",
        _end(work, moved.old),
        _end(work, moved.new),
        moved.new.state == PAUSED,
    )


def _end(work: Work, when: Dates) -> str:
    """Return when a limit ends, with the mark of a date that may still move."""
    told = moment(when.due_at) if when.due_on is None else day(when.due_on)
    may_move = work.calendar.provisional(last_day(when.due_at))
    return f"{told} {gettext('provisional')}" if may_move else told


def _sent() -> dict[str, str]:
    """Return what was typed, to be typed no second time."""
    return {name: posted.text(name) for name in request.form if name not in OWN}


def _number(name: str) -> int:
    said = posted.text(name).strip()
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 5 else 0
