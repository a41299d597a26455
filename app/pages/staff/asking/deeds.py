"""Asking from the page of a task; answering, taking back and passing on where questions stand."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.clock import deed
from app.errors import faults_of, status_of
from app.i18n import told
from app.pages import posted
from app.pages.staff.case import dossier
from app.pages.staff.case.joining import days
from app.pages.staff.task import desk
from app.pages.staff.task.desk import Sent
from app.permissions import STAFF, may_come
from app.signin import signed_in
from app.storage.joint.questions import HIGHER
from app.usecases.asking import closing, consulting, putting, raising, rerouting, taking_up
from app.usecases.asking.wishes import Wish
from app.usecases.work import Work
from engine.errors import Conflict, Invalid, NotAllowed

blueprint = Blueprint("questions", __name__)
_PLACES = {"department": "to"}
"""Departments are chosen where it is said who is asked."""


@blueprint.post("/tasks/<task_id>/questions")
@may_come(STAFF)
def ask(task_id: str) -> ResponseReturnValue:
    """Ask about a task: 403 not yours, 409 done or changed, 422 all faults."""
    typed = {name: posted.text(name) for name in ("to", "text", "body", "stop")}
    to, _, department = typed["to"].partition(":")
    wish = Wish(
        to,
        typed["text"],
        department or None,
        typed["body"],
        bool(typed["stop"]),
        posted.revision(),
    )
    said = gettext("The question was asked. The answer comes to you as a notice.")
    if to == HIGHER:
        said = gettext("Recorded. Send the matter up in time, and say here that you have.")
    sent = Sent(typed, asked="upward" if to == HIGHER else "ask")
    return _on_task(task_id, sent, said, lambda work: putting.ask(work, task_id, wish))


@blueprint.post("/tasks/<task_id>/not-ours")
@may_come(STAFF)
def not_ours(task_id: str) -> ResponseReturnValue:
    """Tell the lead that a task is another department's: 409 no co-approval, 422 no reason."""
    reason, seen = posted.text("text"), posted.revision()
    said = gettext("The lead department was told; it decides who is asked.")
    sent = Sent({"text": reason}, asked="not-ours")
    return _on_task(
        task_id, sent, said, lambda work: rerouting.not_ours(work, task_id, reason, seen)
    )


@blueprint.post("/cases/<number>/questions/<int(max=2147483647):question_id>/answer")
@may_come(STAFF)
def answer(number: str, question_id: int) -> ResponseReturnValue:
    """Answer a question: 403 asked of others, 404 none, 409 answered already, 422 all faults."""
    said = gettext("Your answer was sent to whoever asked.")
    sent = {name: posted.text(name) for name in ("text", "came_on")}
    came_on = posted.day("came_on")
    return _on_case(
        number,
        (f"answer-{question_id}", sent),
        said,
        lambda work: closing.answer(work, number, question_id, sent["text"], came_on),
    )


@blueprint.post("/cases/<number>/questions/<int(max=2147483647):question_id>/reroute")
@may_come(STAFF)
def reroute(number: str, question_id: int) -> ResponseReturnValue:
    """Ask another department instead: 403 not the lead, 409 closed, 422 all faults."""
    sent = {name: posted.text(name) for name in ("department", "reason", "working_days")}
    wish = rerouting.Wish(sent["department"], sent["reason"], days(sent["working_days"]))
    said = gettext("The other department is asked and has been told.")
    return _on_case(
        number,
        (f"reroute-{question_id}", sent),
        said,
        lambda work: rerouting.reroute(work, number, question_id, wish),
    )


@blueprint.post("/cases/<number>/questions/<int(max=2147483647):question_id>/take-up")
@may_come(STAFF)
def take_up(number: str, question_id: int) -> ResponseReturnValue:
    """Report to the higher authority what an opinion says: 403 not the lead, 409 closed, 422."""
    sent = {name: posted.text(name) for name in ("body", "text")}
    said = gettext("Recorded. Send the matter up in time, and say here that you have.")
    return _on_case(
        number,
        (f"take-up-{question_id}", sent),
        said,
        lambda work: taking_up.take_up(work, number, question_id, **sent),
    )


@blueprint.post("/cases/<number>/questions/<int(max=2147483647):question_id>/link")
@may_come(STAFF)
def link(number: str, question_id: int) -> ResponseReturnValue:
    """Make a new link for an outside body: 403 somebody else's, 409 closed, or too many links."""
    said = gettext("There is a new link; the earlier one opens nothing any more.")
    return _on_case(
        number, ("", {}), said, lambda work: consulting.renew(work, number, question_id)
    )


@blueprint.post("/cases/<number>/questions/<int(max=2147483647):question_id>/forwarded")
@may_come(STAFF)
def forwarded(number: str, question_id: int) -> ResponseReturnValue:
    """Say that a matter was sent up: 403 somebody else's, 409 closed, or sent already."""
    said = gettext("The matter was sent to the higher authority.")
    return _on_case(
        number, ("", {}), said, lambda work: raising.forwarded(work, number, question_id)
    )


@blueprint.post("/cases/<number>/questions/<int(max=2147483647):question_id>/withdraw")
@may_come(STAFF)
def withdraw(number: str, question_id: int) -> ResponseReturnValue:
    """Take a question back: 403 somebody else's, 404 none, 409 answered or withdrawn."""
    said = gettext("The question was taken back.")
    return _on_case(
        number, ("", {}), said, lambda work: closing.withdraw(work, number, question_id)
    )


def _on_task(
    task_id: str, sent: Sent, said: str, act: Callable[[Work], object]
) -> ResponseReturnValue:
    try:
        with deed(signed_in(), task=task_id) as work:
            act(work)
    except Invalid as refusal:
        faults = [replace(one, place=_PLACES.get(one.place, one.place)) for one in refusal.faults]
        return desk.page(task_id, replace(sent, faults=faults)), 422
    except (Conflict, NotAllowed) as refusal:
        return desk.page(task_id, Sent({}, refused=told(refusal))), status_of(refusal)
    flash(said, "success")
    return redirect(url_for("pages.tasks.show", task_id=task_id))


def _on_case(
    number: str,
    dialog: tuple[str, Mapping[str, str]],
    said: str,
    act: Callable[[Work], object],
) -> ResponseReturnValue:
    """Carry a deed out, and go back to where the question stood.

    :param dialog: the id of the dialog it comes from, and what was typed there.
    """
    try:
        with deed(signed_in(), case=number) as work:
            act(work)
    except (Invalid, Conflict) as refusal:
        return dossier.page(number, faults_of(refusal), *dialog), status_of(refusal)
    flash(said, "success")
    if task_id := request.form.get("back"):
        return redirect(url_for("pages.tasks.show", task_id=task_id))
    return redirect(url_for("pages.cases.show", number=number, _anchor="questions"))
