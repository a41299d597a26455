"""Handing in for somebody at the counter: the same form, recorded under the clerk's name."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.pages import posted
from app.pages.applicant import drafts, items, submitted
from app.pages.window.desk import CLERK, blueprint
from app.permissions import may_come
from app.signin import signed_in
from engine.errors import Fault


@blueprint.get("/desk/accept/<code>")
@may_come(CLERK)
def accept(code: str) -> ResponseReturnValue:
    """Show an empty application: nothing of the applicant before is left."""
    submitted.forget()
    return _page(code, "")


@blueprint.post("/desk/accept/<code>")
@may_come(CLERK)
def enter(code: str) -> ResponseReturnValue:
    """Hand the application in: 422 with all faults at once; words and files are kept.

    Words that only come back to the page are kept and shown.
    """
    actor, token = signed_in(), posted.text("draft") or drafts.new_secret()
    number = drafts.handed_in(actor, token)
    if number is None:
        faults = drafts.keep(actor, code, token)
        if posted.only_shown():
            return _page(code, token, faults)
        number, faults = drafts.hand_in(actor, token, faults)
    if number is None:
        return _page(code, token, faults), 422
    submitted.note(number, drafts.case_code(token))
    return redirect(url_for("pages.window.entered"))


@blueprint.get("/desk/submitted")
@may_come(CLERK)
def entered() -> ResponseReturnValue:
    """Show number and code, to print for the applicant."""
    return submitted.shown_once("pages.window.desk", by_window=True)


@blueprint.post("/desk/accept/<code>/visible")
@may_come(CLERK)
def visible(code: str) -> ResponseReturnValue:
    """Say which questions are asked with the answers posted; nothing is kept."""
    shown = drafts.sheet(signed_in(), code, None)
    return {"visible": sorted(shown.asked(posted.answers(shown.form)))}


def _page(code: str, token: str, faults: list[Fault] | None = None) -> str:
    shown = drafts.sheet(signed_in(), code, token)
    return render_template(
        "window/accept.html",
        **vars(shown),
        labels=items.labels(shown.item),
        faults=faults or [],
        token=token,
        preview_url=url_for("pages.window.visible", code=code),
    )
