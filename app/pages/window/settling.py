"""The counter of immediate items: taken in, accepted, decided and handed over on one screen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.pages import posted
from app.pages.applicant import drafts, items, submitted
from app.pages.applicant.drafts import Sheet
from app.pages.showing import labelled, words
from app.pages.window.desk import CLERK, blueprint
from app.permissions import may_come
from app.signin import signed_in
from app.unit_of_work import look
from app.usecases.cases import settling
from app.usecases.cases.settling import STEPS, Counter, Said, Settled
from app.usecases.work import Work
from engine.errors import Fault
from engine.forms import Form
from engine.process import Step, at_counter


@dataclass
class Screen:
    """The counter as its page shows it: an application, and the steps that follow.

    :param asked: the ids of the steps that are asked with these answers.
    """

    sheet: Sheet
    steps: list[tuple[Step, Form | None]]
    said: Said
    asked: set[str] = field(default_factory=set)
    visible: set[str] = field(default_factory=set)


@blueprint.get("/desk/on-the-spot/<code>")
@may_come(CLERK)
def counter(code: str) -> ResponseReturnValue:
    """Show the counter of an item: 403 not authorised, 404 unknown, 409 not an immediate one."""
    submitted.forget()
    return _page(_screen(code, ""), "")


@blueprint.post("/desk/on-the-spot/<code>")
@may_come(CLERK)
def settle(code: str) -> ResponseReturnValue:
    """Settle it: 422 with all faults at once; words and files are kept.

    Words that only come back to the page are kept and shown.
    """
    actor, token = signed_in(), posted.text("draft") or drafts.new_secret()
    number = drafts.handed_in(actor, token)
    faults: list[Fault] = []
    if number is None:
        said = _screen(code, "").said
        refused = drafts.keep(actor, code, token)
        if posted.only_shown():
            return _page(_screen(code, token), token, refused)
        settled = Settled(code, token, drafts.case_code(token), said, refused)
        number, faults = drafts.became(actor, token, lambda work: settling.settle(work, settled))
    if number is None:
        return _page(_screen(code, token), token, faults), 422
    submitted.note(number, drafts.case_code(token))
    return redirect(url_for("pages.window.settled"))


@blueprint.get("/desk/settled")
@may_come(CLERK)
def settled() -> ResponseReturnValue:
    """Show what came of it: number, code and papers, to print for the applicant."""
    return submitted.shown_once("pages.window.desk", by_window=True, template="window/settled.html")


@blueprint.post("/desk/on-the-spot/<code>/visible")
@may_come(CLERK)
def questions(code: str) -> ResponseReturnValue:
    """Say which questions are asked with the answers posted; nothing is kept."""
    return {"visible": sorted(_screen(code, "").visible)}


def _screen(code: str, token: str) -> Screen:
    """Return the counter with what was posted, or else with what its forms propose."""
    with look(signed_in()) as work:
        found = settling.open_counter(work, code)
        process = found.process
        steps = [(step, process.form_of(step.id)) for step in at_counter(process)]
        said = {step.id: _said(step, form) for step, form in steps}
        sheet = drafts.sheet(signed_in(), code, token or None)
        given = posted.answers(sheet.form) if posted.anything() else sheet.answers
        screen = Screen(sheet, steps, said, {step.id for step in found.asked(work, said)})
        screen.visible = sheet.asked(given) | _asked(work, found, screen)
        return screen


def _said(step: Step, form: Form | None) -> dict[str, Any]:
    """Return what was posted of a step; what its form proposes where nothing was."""
    if form is None:
        return {}
    proposed = {one.key: one.default for one in form.fields if one.default is not None}
    return posted.answers(form, f"{STEPS}{step.id}.") if posted.anything() else proposed


def _asked(work: Work, found: Counter, screen: Screen) -> set[str]:
    """Return the marks of the questions asked of the steps, each after the name of its step."""
    names: Mapping[str, Any] = {**screen.said, "item": found.item.scope()}
    return {
        f"{step.id}.{mark}"
        for step, form in screen.steps
        if form is not None and step.id in screen.asked
        for mark in form.visible(screen.said[step.id], names, work.now)
    }


def _page(screen: Screen, token: str, faults: list[Fault] | None = None) -> str:
    return render_template(
        "window/on_the_spot.html",
        **vars(screen.sheet) | {"visible": screen.visible},
        steps=screen.steps,
        said=screen.said,
        asked=screen.asked,
        faults=faults or [],
        labels=items.labels(screen.sheet.item) | _labels(screen),
        token=token,
        preview_url=url_for("pages.window.questions", code=screen.sheet.item.code),
    )


def _labels(screen: Screen) -> dict[str, str]:
    """Return the questions of the steps by their places, to name what is wrong with them."""
    return {
        f"{STEPS}{step.id}.{one.key}": f"{labelled(step, 'name')} · {words(one.label)}"
        for step, form in screen.steps
        if form is not None
        for one in form.fields
    }
