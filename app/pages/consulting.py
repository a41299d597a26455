"""What a body without an account sees by its link: one question, to be answered once."""

from collections.abc import Sequence

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.clock import deed
from app.files import MEGABYTE
from app.pages import posted
from app.pages.applicant.items import department_names
from app.permissions import ANYBODY, may_come
from app.protection import limiter
from app.shapes.joint import consulting as links
from app.signin import NOBODY
from app.storage.case.cases import Case
from app.storage.desk.tasks import Task
from app.storage.joint.questions import Question
from app.unit_of_work import look
from app.usecases.asking import consulting
from app.usecases.asking.consulting import Response
from engine.errors import Conflict, Fault, Invalid, NotFound
from engine.people import Actor

blueprint = Blueprint("consulting", __name__)
MOST_MEGABYTES = 25
PLACE = "/consultation/<int(max=2147483647):question_id>/<code>"


@blueprint.url_value_preprocessor
def roomy(endpoint: str | None, values: dict[str, object] | None) -> None:
    """Let an answer be as large as one file; before anything reads it."""
    request.max_content_length = MOST_MEGABYTES * MEGABYTE


@blueprint.get(PLACE)
@may_come(ANYBODY)
@limiter.limit("30 per minute")
def show(question_id: int, code: str) -> ResponseReturnValue:
    """Show a question to the body it is asked of: 404 a link that opens nothing."""
    return _page(question_id, code)


@blueprint.post(PLACE)
@may_come(ANYBODY)
@limiter.limit("10 per minute")
def answer(question_id: int, code: str) -> ResponseReturnValue:
    """Answer it once: 404 a link that opens nothing, 409 answered or expired, 422 all faults."""
    with look(NOBODY) as work:
        question = _opened(work.session.get(Question, question_id), code)
        number = work.session.get_one(Case, question.case_id).number or ""
    person = posted.text("person")[:50]
    actor = consulting.body_of(question, number, person)
    try:
        _respond(actor, number, question_id)
    except Invalid as refusal:
        return _page(question_id, code, refusal.faults), 422
    except Conflict:
        return _page(question_id, code), 409
    return _page(question_id, code)


def _respond(actor: Actor, number: str, question_id: int) -> None:
    words, sent = posted.text("text"), request.files.get("file")
    if sent is None or not sent.filename:
        with deed(actor, case=number) as work:
            consulting.respond(work, number, question_id, Response(words))
        return
    receiving = posted.store().receiving(sent.stream, sent.filename)
    with receiving as received, deed(actor, case=number) as work:
        consulting.respond(work, number, question_id, Response(words, received))


def _page(question_id: int, code: str, faults: Sequence[Fault] = ()) -> str:
    with look(NOBODY) as work:
        question = _opened(work.session.get(Question, question_id), code)
        task = work.session.get_one(Task, question.task_id)
        case = work.session.get_one(Case, question.case_id)
        asking = task.department or case.lead_department
        return render_template(
            "consultation.html",
            question=question,
            item=case.item,
            number=case.number,
            asked_by=department_names(work)[asking],
            expired=consulting.expired(work, question),
            faults=faults,
        )


def _opened(question: Question | None, code: str) -> Question:
    if question is None or not links.opens(question, code):
        raise NotFound("question.unknown", "There is no such question.")
    return question
