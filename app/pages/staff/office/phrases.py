"""The phrases one keeps, and those one's departments share."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.pages import posted
from app.pages.showing import code_and_name
from app.permissions import STAFF, may_come
from app.shapes.desk.phrases import seen_phrase
from app.signin import signed_in
from app.storage.desk import phrases
from app.storage.office import departments
from app.unit_of_work import look, unit_of_work
from app.usecases.people import phrasing
from app.usecases.work import Work
from engine.errors import Fault, Invalid

blueprint = Blueprint("phrases", __name__)

EVERYBODY = "*"
"""What is chosen instead of a department where a phrase is for all."""
ONE = "/phrases/<int(max=2147483647):phrase_id>"


@blueprint.get("/phrases")
@may_come(STAFF)
def show() -> ResponseReturnValue:
    """Show one's own phrases and those colleagues share."""
    return _page()


@blueprint.post("/phrases")
@may_come(STAFF)
def keep() -> ResponseReturnValue:
    """Keep a phrase: 403 a department not one's own, 409 too many, 422 no words."""
    text, department = posted.text("text"), posted.text("department")
    try:
        with unit_of_work(signed_in()) as work:
            phrasing.keep(work, text, *_sharing(department))
    except Invalid as refusal:
        return _page(text, department, refusal.faults), 422
    flash(gettext("The phrase is kept."), "success")
    return redirect(url_for("pages.phrases.show"))


@blueprint.get(ONE)
@may_come(STAFF)
def show_one(phrase_id: int) -> ResponseReturnValue:
    """Show one of one's own phrases, to be reworded: 404 none of one's own."""
    with look(signed_in()) as work:
        row = phrases.own(work.session, work.actor, phrase_id)
        shared = EVERYBODY if row.everybody else row.department
        return render_template("phrase.html", **_form(work, row.text, shared))


@blueprint.post(ONE)
@may_come(STAFF)
def reword(phrase_id: int) -> ResponseReturnValue:
    """Reword a phrase: 403 a department not one's own, 404 none of one's own, 422 kept already."""
    text, department = posted.text("text"), posted.text("department")
    try:
        with unit_of_work(signed_in()) as work:
            phrasing.reword(work, phrase_id, text, *_sharing(department))
    except Invalid as refusal:
        with look(signed_in()) as work:
            again = _form(work, text, department, refusal.faults)
            return render_template("phrase.html", **again), 422
    flash(gettext("The phrase is reworded."), "success")
    return redirect(url_for("pages.phrases.show"))


@blueprint.post(f"{ONE}/drop")
@may_come(STAFF)
def drop(phrase_id: int) -> ResponseReturnValue:
    """Keep a phrase no longer: 404 none of one's own."""
    with unit_of_work(signed_in()) as work:
        phrasing.drop(work, phrase_id)
    flash(gettext("The phrase is removed."), "success")
    return redirect(url_for("pages.phrases.show"))


@blueprint.post(f"{ONE}/up")
@may_come(STAFF)
def put_up(phrase_id: int) -> ResponseReturnValue:
    """Put a phrase one place up among one's own: 404 none of one's own."""
    with unit_of_work(signed_in()) as work:
        phrasing.put_up(work, phrase_id)
    return redirect(url_for("pages.phrases.show"))


def _sharing(chosen: str) -> tuple[str | None, bool]:
    """Return the department a phrase is shared with, and whether it is for everybody."""
    return (None, True) if chosen == EVERYBODY else (chosen or None, False)


def _page(text: str = "", department: str = "", faults: Sequence[Fault] = ()) -> str:
    with look(signed_in()) as work:
        rows = [seen_phrase(work, one) for one in phrases.listed(work.session, work.actor)]
        known = dict(map(code_and_name, departments.departments(work.session)))
        form = _form(work, text, department, faults)
        return render_template("phrases.html", rows=rows, names=known, **form)


def _form(
    work: Work, text: str, department: str | None, faults: Sequence[Fault] = ()
) -> dict[str, Any]:
    known = dict(map(code_and_name, departments.departments(work.session)))
    own = sorted(work.actor.departments & known.keys())
    all_ = [(EVERYBODY, gettext("Everybody in the office"))]
    shares = phrasing.may_share_with_everybody(work)
    return {
        "departments": [*((code, known[code]) for code in own), *(all_ if shares else [])],
        "text": text,
        "department": department,
        "faults": faults,
    }
