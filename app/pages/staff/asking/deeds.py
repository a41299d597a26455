"""Asking from the page of a task; answering and taking back on the page of the case."""

from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.clock import deed
from app.errors import STATUS
from app.i18n import told
from app.pages import posted
from app.pages.staff.case import dossier
from app.pages.staff.task import desk
from app.pages.staff.task.desk import Sent
from app.permissions import STAFF, may_come
from app.signin import signed_in
from app.storage.questions import Question
from app.usecases.asking import closing, putting
from app.usecases.asking.putting import Wish
from app.usecases.work import Work
from engine.errors import Conflict, Fault, Invalid, NotAllowed

blueprint = Blueprint("questions", __name__)
_PLACES = {"department": "to"}
"""Departments are chosen where it is said who is asked."""


@blueprint.post("/tasks/<task_id>/questions")
@may_come(STAFF)
def ask(task_id: str) -> ResponseReturnValue:
    """Ask about a task: 403 not yours, 409 done or changed, 422 all faults."""
    typed = {name: posted.text(name) for name in ("to", "text", "stop")}
    to, _, department = typed["to"].partition(":")
    wish = Wish(to, typed["text"], department or None, bool(typed["stop"]), posted.revision())
    try:
        with deed(signed_in(), task=task_id) as work:
            putting.ask(work, task_id, wish)
    except Invalid as refusal:
        faults = [replace(one, place=_PLACES.get(one.place, one.place)) for one in refusal.faults]
        return desk.page(task_id, Sent(typed, faults, asked="ask")), 422
    except (Conflict, NotAllowed) as refusal:
        status = next(code for family, code in STATUS.items() if isinstance(refusal, family))
        return desk.page(task_id, Sent({}, refused=told(refusal))), status
    flash(gettext("The question was asked. The answer comes to you as a notice."), "success")
    return redirect(url_for("pages.tasks.show", task_id=task_id))


@blueprint.post("/cases/<number>/questions/<int(max=2147483647):question_id>/answer")
@may_come(STAFF)
def answer(number: str, question_id: int) -> ResponseReturnValue:
    """Answer a question: 403 asked of others, 404 none, 409 answered or withdrawn, 422 no words."""
    said = gettext("Your answer was sent to whoever asked.")
    words = posted.text("text")
    return _closed(
        number,
        f"answer-{question_id}",
        said,
        lambda work: closing.answer(work, number, question_id, words),
    )


@blueprint.post("/cases/<number>/questions/<int(max=2147483647):question_id>/withdraw")
@may_come(STAFF)
def withdraw(number: str, question_id: int) -> ResponseReturnValue:
    """Take a question back: 403 somebody else's, 404 none, 409 answered or withdrawn."""
    said = gettext("The question was taken back.")
    return _closed(number, "", said, lambda work: closing.withdraw(work, number, question_id))


def _closed(
    number: str, dialog: str, said: str, act: Callable[[Work], Question]
) -> ResponseReturnValue:
    sent = {"text": posted.text("text")}
    try:
        with deed(signed_in(), case=number) as work:
            task_id = act(work).task_id
    except Invalid as refusal:
        return dossier.page(number, refusal.faults, dialog, sent), 422
    except Conflict as refusal:
        fault = Fault("", refusal.code, refusal.message, refusal.params)
        return dossier.page(number, [fault], dialog, sent), 409
    flash(said, "success")
    if request.form.get("back") == "task":
        return redirect(url_for("pages.tasks.show", task_id=task_id))
    return redirect(url_for("pages.cases.show", number=number, _anchor="questions"))
