"""Following a case by number and code, without an account."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.clock import deed
from app.i18n import told
from app.pages import posted, sessions, wording
from app.pages.applicant import submitted, urging
from app.pages.applicant.items import department_names
from app.pages.applicant.journey import journey
from app.pages.applicant.party import INTERNAL, may_withdraw, party_of
from app.pages.published import step_limits
from app.pages.staff.naming import names
from app.pages.staff.office.notices import words_of
from app.pages.words import word
from app.permissions import ANYBODY, may_come
from app.protection import limiter
from app.shapes import masks
from app.shapes.case import receiving
from app.shapes.case.checklist import checklist
from app.shapes.case.remarks import seen_remarks
from app.shapes.case.seen import seen_case
from app.signin import NOBODY
from app.storage.case import cases, papers
from app.storage.case.cases import Case
from app.storage.clock import pauses
from app.storage.joint import questions
from app.storage.post import notices
from app.unit_of_work import look, unit_of_work
from app.usecases.cases.urging import urge_case
from app.usecases.people import entering
from app.usecases.work import Work
from engine.errors import Conflict, Fault, NotAllowed
from engine.people import APPLICANT

blueprint = Blueprint("status", __name__)
blueprint.url_value_preprocessor(receiving.roomy)


@blueprint.get("/status")
@may_come(ANYBODY)
def ask() -> ResponseReturnValue:
    """Ask for number and code."""
    return _door([])


@blueprint.post("/status")
@may_come(ANYBODY)
@limiter.limit("10 per minute")
def enter() -> ResponseReturnValue:
    """Open the session of a party: 422 where number and code do not fit, whichever is wrong."""
    number = posted.text("number")
    try:
        with unit_of_work(NOBODY) as work:
            sessions.begin(work, entering.follow(work, number, posted.text("code")).token)
    except NotAllowed as refusal:
        return _door([Fault("number", refusal.code, refusal.message)]), 422
    return redirect(url_for("pages.status.show", number=number))


@blueprint.get("/status/<number>")
@may_come(ANYBODY)
def show(number: str) -> ResponseReturnValue:
    """Show where a case stands, in plain words."""
    actor = party_of(number)
    submitted.forget()
    with look(actor) as work:
        case = cases.seen(work.session, number, actor)
        return render_template("applicant/status.html", **shown(work, case))


@blueprint.post("/status/<number>/urge")
@may_come(ANYBODY)
def urge(number: str) -> ResponseReturnValue:
    """Urge those who have the case; what is refused is told on the page."""
    try:
        with deed(party_of(number), case=number) as work:
            urge_case(work, number)
    except (Conflict, NotAllowed) as refusal:
        flash(told(refusal), "warning")
    else:
        flash(gettext("Those who have your case have been told."), "success")
    return redirect(url_for("pages.status.show", number=number))


def shown(work: Work, case: Case, faults: list[Fault] | None = None) -> dict[str, Any]:
    """Return what the page of a case says to its party."""
    seen = seen_case(work, case)
    issued = [one for one in papers.of_case(work.session, case.id) if one.kind not in INTERNAL]
    listed = materials_of(work, case)
    return {
        "case": case,
        "masked_name": masks.name(case.applicant_name),
        "department_name": department_names(work)[case.lead_department],
        "steps": journey(work, case),
        "step_limits": step_limits(work.process(case.process_digest), names(work)),
        "asks": [one.task for one in seen.tasks if one.task.role == APPLICANT],
        "questions": questions.asked_of_party(work.session, case.id),
        "remarks": seen_remarks(work, case),
        "told": _told(work, case),
        "papers": issued,
        "materials": listed,
        "wrong": _wrong(case, wording.told_points(issued, listed)),
        "may": _may(work, case),
        "light": seen.light,
        "days_left": seen.days_left,
        "paused_for": _paused_for(work, case),
        "urging": urging.shown(work, case, seen),
        "faults": faults or [],
    }


def materials_of(work: Work, case: Case) -> list[dict[str, Any]]:
    """Return what the item asks for, each with the files handed in and how it stands."""
    return checklist(work, case)


SHOWN = (
    *("notice.told", "notice.dates_moved"),
    *("notice.survey_called", "notice.survey_moved", "notice.survey_cancelled"),
)
"""The notices that stand on the page of a case for its party."""


def _wrong(case: Case, points: list[dict[str, str]]) -> set[str]:
    """Return the codes of the materials that the party is asked to correct now."""
    asked = case.state == "awaiting_correction"
    return {point["material"] for point in points} if asked else set()


def _told(work: Work, case: Case) -> list[dict[str, Any]]:
    """Return what the party was told: by the process, of dates that moved, of surveys."""
    rows = notices.told_applicant(work.session, case.id, SHOWN)
    told = ((one, one.params.get("text") or words_of(one)) for one in rows)
    return [{"at": one.written_at, "text": text} for one, text in told]


def _may(work: Work, case: Case) -> set[str]:
    may = {"add"} if case.ended_at is None else set()
    return may | {"withdraw"} if may_withdraw(work, case) else may


def _paused_for(work: Work, case: Case) -> str | None:
    if not case.paused:
        return None
    standing = [
        one for one in pauses.of_case(work.session, case.id) if not (one.to_on or one.task_id)
    ]
    return word(standing[-1].ground, "ground") if standing else ""


def _door(faults: list[Fault]) -> str:
    number = request.values.get("number", "")
    return render_template("applicant/ask.html", number=number, faults=faults)
