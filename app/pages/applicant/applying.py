"""Applying without an account: kept on the way, handed in once."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.pages import sessions
from app.pages.applicant import drafts, items, submitted
from app.pages.applicant.items import blueprint
from app.pages.showing import moment
from app.permissions import ANYBODY, may_come
from app.protection import limiter
from app.signin import perhaps_signed_in
from app.unit_of_work import unit_of_work
from app.usecases.cases import drafting
from app.usecases.people import entering
from engine.errors import Fault
from engine.people import APPLICANT, Actor

PARTY = Actor(id=APPLICANT, name="申请人")


@blueprint.get("/items/<code>/apply")
@may_come(ANYBODY)
def apply(code: str) -> ResponseReturnValue:
    """Show the application, with what was written before; a link with a secret goes on with it."""
    if token := request.args.get("draft"):
        drafts.remember(code, token)
        return redirect(url_for("pages.items.apply", code=code))
    return _page(code, drafts.secret_of(code))


@blueprint.post("/items/<code>/draft")
@may_come(ANYBODY)
@limiter.limit("60 per minute")
def draft(code: str) -> ResponseReturnValue:
    """Keep what is written so far; say when, and which questions are asked now."""
    token = drafts.secret_of(code) or drafts.new_secret()
    drafts.keep(PARTY, code, token)
    drafts.remember(code, token)
    kept = drafts.sheet(PARTY, code, token)
    return {"saved_at": moment(kept.saved_at)[-5:], "visible": sorted(kept.visible)}


@blueprint.post("/items/<code>/apply")
@may_come(ANYBODY)
@limiter.limit("20 per minute")
def hand_in(code: str) -> ResponseReturnValue:
    """Hand the application in: 422 with all faults at once, and nothing typed is lost."""
    deed, token = request.form.get("deed"), drafts.secret_of(code) or drafts.new_secret()
    if deed == "discard":
        return _discard(code, token)
    number = drafts.handed_in(PARTY, token)
    if number is None:
        faults = drafts.keep(PARTY, code, token)
        drafts.remember(code, token)
        if deed == "keep":
            return _kept(code, token, faults)
        number, faults = drafts.hand_in(PARTY, token, faults)
    if number is None:
        return _page(code, token, faults), 422
    return _received(code, token, number)


def _page(code: str, token: str | None, faults: list[Fault] | None = None) -> str:
    shown = drafts.sheet(PARTY, code, token)
    link = url_for("pages.items.apply", code=code, draft=token, _external=True)
    return render_template(
        "applicant/apply.html",
        **vars(shown),
        labels=items.labels(shown.item),
        faults=faults or [],
        draft_url=url_for("pages.items.draft", code=code),
        resume_url=link if shown.saved_at else None,
    )


def _kept(code: str, token: str, faults: list[Fault]) -> ResponseReturnValue:
    if faults:
        return _page(code, token, faults), 422
    flash(gettext("Your draft is kept. You can go on whenever you like."), "success")
    return redirect(url_for("pages.items.apply", code=code))


def _discard(code: str, token: str) -> ResponseReturnValue:
    with unit_of_work(PARTY) as work:
        drafting.discard(work, token)
    drafts.remember(code, None)
    return redirect(url_for("pages.items.apply", code=code))


def _received(code: str, token: str, number: str) -> ResponseReturnValue:
    """Open the session of the party, unless staff is signed in here, and show number and code."""
    actor, case_code = perhaps_signed_in(), drafts.case_code(token)
    if actor is None or actor.case is not None:
        with unit_of_work(PARTY) as work:
            sessions.begin(work, entering.follow(work, number, case_code).token)
    drafts.remember(code, None)
    submitted.note(number, case_code)
    return redirect(url_for("pages.items.submitted"))
