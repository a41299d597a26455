"""A matter was sent up to the authority that decides on it."""

from app.storage.case.history import write
from app.storage.clock.deadlines import MET
from app.storage.desk.tasks import Task
from app.storage.joint import questions
from app.storage.joint.questions import HIGHER, Question
from app.usecases.asking import closing, telling, upward
from app.usecases.work import Work
from engine.errors import Conflict, NotAllowed


def forwarded(work: Work, number: str, question_id: int) -> Question:
    """Note that a matter was sent up; its limit is kept, or stays passed.

    :raises NotFound: there is no such case for this actor, or it has no such question.
    :raises Conflict: it was answered or withdrawn, its task is over, it is not for an authority
        above, or it was sent up already.
    :raises NotAllowed: they are not of the department that sends it up.

    Source: Administrative Licensing Law, Art. 43; decision 199.
    """
    case, question = closing.at_hand(work, number, question_id)
    if question.addressee != HIGHER:
        raise Conflict("question.not_upward", "This question is not for a higher authority.")
    if not closing.may_answer(work, case, question):
        message = "Only the department that reports a matter says that it was sent up."
        raise NotAllowed("question.not_asked", message)
    if not questions.limits_of(work.session, [question]):
        raise Conflict("question.forwarded", "This matter was sent up already.")
    upward.end(work, question, MET)
    task = work.session.get_one(Task, question.task_id)
    write(work.session, case, [telling.fact(question, task, "forwarded")], work.actor, work.now)
    return question
