"""Questions about a task: asked without the case going back, answered, taken back."""

from typing import Any

from app.api.doing import Thing, done
from app.api.reading import revision
from app.api.resource import KEYED, SEEN, Resource
from app.api.showing import CASE
from app.permissions import SIGNED_IN, STAFF, may_come
from app.shapes.base import Nothing
from app.shapes.case.cases import CaseView
from app.shapes.joint.questions import (
    AnswerSent,
    NotOurs,
    QuestionView,
    QuestionWanted,
    Rerouted,
    TakenUp,
    questions_of,
    seen_question,
    seen_questions,
)
from app.shapes.paging import Page, TextPage, list_of, page, page_of_all
from app.signin import signed_in
from app.storage.case import cases
from app.storage.joint import questions
from app.storage.joint.questions import Question
from app.unit_of_work import look
from app.usecases.asking import closing, consulting, putting, raising, rerouting, taking_up
from app.usecases.asking.wishes import Wish

QUESTION: Thing[Question] = Thing(
    name=lambda question: str(question.id),
    find=lambda work, reference: work.session.get_one(Question, int(reference)),
    show=seen_question,
)

QUESTIONS = list_of(QuestionView)

blueprint = Resource("questions", "", "What people ask each other about a task.")


@blueprint.post("/tasks/<task_id>/questions")
@may_come(STAFF)
@blueprint.doc(**SEEN)
@blueprint.arguments(QuestionWanted)
@blueprint.response(201, QuestionView)
def ask(sent: dict[str, Any], task_id: str) -> Any:
    """Ask about a task: 403 not yours, 409 done or changed, 422 all faults."""
    wish = Wish(**sent, revision=revision())
    return done(QUESTION, lambda work: (putting.ask(work, task_id, wish), 201), task=task_id)


@blueprint.post("/tasks/<task_id>/not-ours")
@may_come(STAFF)
@blueprint.doc(**SEEN)
@blueprint.arguments(NotOurs)
@blueprint.response(201, QuestionView)
def not_ours(sent: dict[str, Any], task_id: str) -> Any:
    """Tell the lead that a task is another department's: 403 not yours, 409 no co-approval."""
    why, seen = sent["reason"], revision()
    return done(
        QUESTION,
        lambda work: (rerouting.not_ours(work, task_id, why, seen), 201),
        task=task_id,
    )


@blueprint.post("/cases/<number>/questions/<int(max=2147483647):question_id>/reroute")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(Rerouted)
@blueprint.response(200, CaseView)
def reroute(sent: dict[str, Any], number: str, question_id: int) -> Any:
    """Ask another department instead: 403 not the lead, 409 no such claim, 422 all faults."""
    wish = rerouting.Wish(**sent)
    return done(
        CASE,
        lambda work: (rerouting.reroute(work, number, question_id, wish), 200),
        case=number,
    )


@blueprint.post("/cases/<number>/questions/<int(max=2147483647):question_id>/take-up")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(TakenUp)
@blueprint.response(201, QuestionView)
def take_up(sent: dict[str, Any], number: str, question_id: int) -> Any:
    """Report to the authority above what an opinion says: 403 not the lead, 409 closed, 422."""
    return done(
        QUESTION,
        lambda work: (taking_up.take_up(work, number, question_id, **sent), 201),
        case=number,
    )


@blueprint.get("/cases/<number>/questions")
@may_come(SIGNED_IN)
@blueprint.arguments(TextPage, location="query")
@blueprint.response(200, QUESTIONS)
def of_case(wanted: dict[str, Any], number: str) -> Any:
    """List the questions of a case, newest first; an applicant sees what they were asked."""
    with look(signed_in()) as work:
        case = cases.seen(work.session, number, work.actor)
        rows = questions_of(work, case)
    return page_of_all(rows, wanted, lambda row: str(row.question.id))


@blueprint.post("/cases/<number>/questions/<int(max=2147483647):question_id>/answer")
@may_come(SIGNED_IN)
@blueprint.doc(**KEYED)
@blueprint.arguments(AnswerSent)
@blueprint.response(200, QuestionView)
def answer(sent: dict[str, Any], number: str, question_id: int) -> Any:
    """Answer a question: 403 asked of others, 404 none, 409 answered already, 422 all faults."""
    return done(
        QUESTION,
        lambda work: (closing.answer(work, number, question_id, **sent), 200),
        case=number,
    )


@blueprint.post("/cases/<number>/questions/<int(max=2147483647):question_id>/withdraw")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(Nothing, required=False)
@blueprint.response(200, QuestionView)
def withdraw(_: dict[str, Any], number: str, question_id: int) -> Any:
    """Take a question back: 403 somebody else's, 404 none, 409 answered or withdrawn."""
    return done(
        QUESTION, lambda work: (closing.withdraw(work, number, question_id), 200), case=number
    )


@blueprint.post("/cases/<number>/questions/<int(max=2147483647):question_id>/link")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(Nothing, required=False)
@blueprint.response(200, QuestionView)
def link(_: dict[str, Any], number: str, question_id: int) -> Any:
    """Make a new link for an outside body: 403 somebody else's, 409 closed, or too many links."""
    return done(
        QUESTION, lambda work: (consulting.renew(work, number, question_id), 200), case=number
    )


@blueprint.post("/cases/<number>/questions/<int(max=2147483647):question_id>/forwarded")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(Nothing, required=False)
@blueprint.response(200, QuestionView)
def forwarded(_: dict[str, Any], number: str, question_id: int) -> Any:
    """Say that a matter was sent to the higher authority: 403 others’, 409 closed, or sent."""
    return done(
        QUESTION, lambda work: (raising.forwarded(work, number, question_id), 200), case=number
    )


@blueprint.get("/questions")
@may_come(STAFF)
@blueprint.arguments(Page, location="query")
@blueprint.response(200, QUESTIONS)
def to_answer(wanted: dict[str, Any]) -> Any:
    """List what one's departments are asked and have not answered, newest first."""
    after = wanted["after"][0] if wanted["after"] else None
    with look(signed_in()) as work:
        rows = questions.to_answer(work.session, work.actor, wanted["limit"], after)
        shown = seen_questions(work, rows)
    return page(shown, wanted["limit"], lambda one: [one.question.id])
