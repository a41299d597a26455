"""A body without an account is asked by a link: it answers once, in time, and sees nothing else."""

from dataclasses import dataclass

from app.files import Received
from app.storage.case.history import write
from app.storage.desk.tasks import Task
from app.storage.joint.questions import LINKED, Question
from app.usecases.asking import arriving, closing, linking, telling
from app.usecases.cases import collecting
from app.usecases.work import Work
from engine.errors import Conflict, NotAllowed
from engine.people import Actor


@dataclass(frozen=True)
class Response:
    """What a body answers, perhaps with a file; it was checked that the file can be kept."""

    text: str
    file: Received | None = None


def renew(work: Work, number: str, question_id: int) -> Question:
    """Make a new link; the earlier one opens nothing any more.

    :raises NotFound: there is no such case for this actor, or it has no such question.
    :raises NotAllowed: this person neither asked it nor holds its task.
    :raises Conflict: it was answered or withdrawn, its task is over, it is asked of somebody with
        an account, or there were as many links as the office allows.

    Source: features C9; decision 182.
    """
    case, question = closing.at_hand(work, number, question_id)
    if not closing.may_withdraw(work, question):
        message = "Only who asked, or who has the task now, makes a new link."
        raise NotAllowed("question.not_asked", message)
    if question.addressee not in LINKED:
        raise Conflict("question.no_link", "This question is not answered by a link.")
    most = work.clock.consulting.most_links
    if (question.links or 0) >= most:
        message = "There were %(most)s links for this question; ask anew if need be."
        raise Conflict("question.links", message, most=most)
    linking.link(work, case, question)
    task = work.session.get_one(Task, question.task_id)
    write(work.session, case, [telling.fact(question, task, "linked")], work.actor, work.now)
    return question


def respond(work: Work, number: str, question_id: int, response: Response) -> Question:
    """Take what a body answers; a file it sends becomes one of the case.

    :raises NotFound: the link belongs to no question.
    :raises NotAllowed: it is the link of another question.
    :raises Conflict: it was answered or withdrawn, its task is over, or the link has expired.
    :raises Invalid: nothing is answered, or the case has no room for the file.

    Source: features C9; decision 182.
    """
    _, question = closing.at_hand(work, number, question_id)
    if expired(work, question):
        raise Conflict("question.expired", "This link has expired.")
    closing.fits(response.text)
    if response.file is not None:
        collecting.add(work, number, response.file)
    return closing.answer(work, number, question_id, response.text)


def expired(work: Work, question: Question) -> bool:
    """Whether the link of a question has expired."""
    return question.link_until is not None and question.link_until <= work.now


def body_of(question: Question, number: str, person: str) -> Actor:
    """Return who acts by the link of a question, within its case and in nothing else."""
    name = f"{question.body}（{person}）" if person else str(question.body)
    return Actor(id=arriving.body_id(question), name=name, case=number)
