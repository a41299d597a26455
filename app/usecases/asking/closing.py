"""A question is answered, taken back, or nobody needs it any more."""

from datetime import date

from app.storage.case.cases import Case
from app.storage.case.history import Fact, write
from app.storage.clock.deadlines import CANCELLED, MET
from app.storage.clock.pauses import Pause
from app.storage.desk.asking import person_id_of
from app.storage.desk.tasks import Task
from app.storage.joint import questions
from app.storage.joint.questions import ANSWERED, BODY, HIGHER, LEAD, PARTY, WITHDRAWN, Question
from app.usecases.asking import arriving, telling, upward
from app.usecases.asking.wishes import LONGEST
from app.usecases.clocks import stopping
from app.usecases.moving import pick_up
from app.usecases.work import Work
from engine.errors import Conflict, Fault, Invalid, NotAllowed
from engine.rules.upward import GO_ON


def answer(
    work: Work, number: str, question_id: int, text: str, came_on: date | None = None
) -> Question:
    """Answer a question; the limit that stood for it goes on with the time that was left.

    Of what an authority above replies, the applicant is told in the same transaction. Whoever
    records it says on which day it came in: from that day on the limit has not stood.

    :raises NotFound: there is no such case for this actor, or it has no such question.
    :raises NotAllowed: somebody else is asked.
    :raises Conflict: it was answered or withdrawn, or its task is over.
    :raises Invalid: nothing is answered, or too much; of a reply from above it is not said when it
        came in, or that cannot be.

    Source: features C8; decisions 180, 201, 213.
    """
    case, question = at_hand(work, number, question_id)
    if not may_answer(work, case, question):
        raise NotAllowed("question.not_yours", "This question is asked of somebody else.")
    fits(text, *arriving.faults(work, question, came_on))
    question.answer = text.strip()
    question.came_on = arriving.day(work, question, came_on)
    task = close(work, case, question, ANSWERED, "sent_back" if of_opinion(question) else None)
    telling.asker(work, case, question, task)
    if question.addressee == HIGHER:
        upward.receive(work, case, task, question)
        telling.party_of_reply(work, case, question)
    return question


def withdraw(work: Work, number: str, question_id: int) -> Question:
    """Take a question back before it is answered; a limit that stood for it goes on.

    :raises NotFound: there is no such case for this actor, or it has no such question.
    :raises NotAllowed: this person neither asked it nor holds its task.
    :raises Conflict: it was answered or withdrawn, or its task is over.

    Source: features C8; decision 180.
    """
    case, question = at_hand(work, number, question_id)
    if not may_withdraw(work, question):
        message = "Only who asked, or who has the task now, takes a question back."
        raise NotAllowed("question.not_asked", message)
    task = close(work, case, question, WITHDRAWN)
    telling.those_asked(work, case, question, task, "withdrawn")
    return question


def fits(text: str, *others: Fault) -> None:
    """Refuse what is no answer.

    :param others: what else is wrong.
    :raises Invalid: nothing is answered, or too much.
    """
    unfit = _unfit(text)
    if faults := [*([unfit] if unfit else []), *others]:
        raise Invalid("question.invalid_answer", "Please correct what is marked.", faults)


def may_answer(work: Work, case: Case, question: Question) -> bool:
    """Whether the question is asked of this actor: their department, or the party of the case.

    A window clerk may answer for the applicant, and is recorded as such (decision 26). What the
    authority above says is recorded by the department that sent the matter up (decision 199).
    """
    actor = work.actor
    if question.addressee == HIGHER:
        task = work.session.get_one(Task, question.task_id)
        sender = question.department or task.department
        return actor.id == arriving.body_id(question) or sender in actor.departments
    if question.addressee == BODY:
        return actor.id == arriving.body_id(question)
    if question.addressee == PARTY:
        return actor.case == case.number or "window_clerk" in actor.roles
    asked_oneself = question.asker_id is not None and question.asker_id == person_id_of(actor)
    return question.department in actor.departments and not asked_oneself


def may_withdraw(work: Work, question: Question) -> bool:
    """Whether the actor asked it, or holds the task it was asked for.

    What the lead has sent up it takes back itself; an opinion that counts is not taken back here.
    """
    if question.upward is not None and question.addressee == HIGHER:
        return question.department in work.actor.departments
    if question.upward == GO_ON:
        return False
    me, task = person_id_of(work.actor), work.task(question.task_id)
    return me is not None and me in {question.asker_id, task.assignee_id if task else None}


def of_opinion(question: Question) -> bool:
    """Whether it is the opinion that a matter must go upward, on which the lead decides."""
    return question.upward is not None and question.addressee == LEAD


def at_hand(work: Work, number: str, question_id: int) -> tuple[Case, Question]:
    """Return a case this actor may see, locked, and a question of it that waits.

    :raises NotFound: there is no such case for this actor, or it has no such question.
    :raises Conflict: it was answered or withdrawn, or its task is over.
    """
    case = pick_up(work, number).case
    question = questions.get(work.session, case.id, question_id)
    if question.closing == ANSWERED:
        raise Conflict("question.answered", "This question was answered already.")
    if not question.open:
        raise Conflict("question.closed", "This question is asked no more.")
    return case, question


def _unfit(text: str) -> Fault | None:
    if not text.strip():
        return Fault("text", "question.no_answer", "Please write the answer.")
    if len(text) > LONGEST:
        message = "An answer has at most %(most)s characters."
        return Fault("text", "question.long_answer", message, {"most": LONGEST})
    return None


def close(
    work: Work, case: Case, question: Question, closing: str, what: str | None = None
) -> Task:
    """End a question, let the limit that stood for it go on, and write both down.

    :param what: what the history says of it, where that is not how it ended.
    """
    task = work.session.get_one(Task, question.task_id)
    question.end(closing, work.now, work.actor)
    case.questions -= 1
    if question.addressee == HIGHER:
        upward.end(work, question, MET if closing == ANSWERED else CANCELLED)
    facts = [telling.fact(question, task, what or closing), *_go_on(work, case, question)]
    write(work.session, case, facts, work.actor, work.now)
    return task


def _go_on(work: Work, case: Case, question: Question) -> list[Fact]:
    """Let the limit of the step go on from the day of the answer, unless it went on before."""
    pause = work.session.get(Pause, question.pause_id) if question.pause_id else None
    on = question.came_on or work.today
    if pause is None or (pause.to_on is not None and pause.to_on <= on):
        return []
    return stopping.go_on(work, case, [pause], on)
