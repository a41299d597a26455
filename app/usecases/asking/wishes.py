"""What somebody wants to know about a task, and whom they may ask."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.storage.case.cases import Case
from app.storage.desk.tasks import Task
from app.storage.joint import questions
from app.storage.joint.questions import ADDRESSEES, DEPARTMENT, HIGHER, LEAD, LINKED, Question
from app.storage.office import departments
from app.usecases.asking import telling
from app.usecases.work import Work
from engine.errors import Fault

LONGEST_NAME = 100
"""Characters of the name of a body."""
LONGEST = 2000
"""Characters of a question, and of its answer."""


@dataclass(frozen=True)
class Wish:
    """What somebody wants to know, and of whom.

    :param to: ``lead``, ``department``, ``applicant``, a ``body`` without an account, or the
        ``higher`` authority that decides on the matter.
    :param department: which one, by its code.
    :param body: the name of that body or authority.
    :param stop: whether the limit of the asker's own step stands until it is answered.
    """

    to: str
    text: str
    department: str | None = None
    body: str = ""
    stop: bool = False
    revision: int | None = None


def department_of(wish: Wish, case: Case) -> str | None:
    """Return the department a wish goes to; none where it goes to nobody of the office."""
    known = {LEAD: case.lead_department, DEPARTMENT: wish.department}
    return known.get(wish.to) or None


def wrong(work: Work, task: Task, wish: Wish, asked: str | None) -> Iterator[Fault]:
    """Yield everything that is wrong with a wish, but for how often the limit stood.

    :param asked: the department it goes to.
    """
    yield from _misaddressed(work, task, wish, asked)
    yield from misworded(wish)


def open_of(work: Work, task: Task) -> Sequence[Question]:
    """Return the questions about a task that wait for their answers."""
    waiting = questions.open_of_cases(work.session, [task.case_id])
    return [one for one in waiting if one.task_id == task.id]


def may_raise(task: Task, waiting: Sequence[Question]) -> bool:
    """Whether a task can be reported to the authority above: an opinion is asked, and it was not.

    As long as the lead has not decided on the opinion that it must be, nobody reports it beside.

    :param waiting: the questions about it that wait for their answers.

    Source: Administrative Licensing Law, Art. 43; decision 199.
    """
    raised = any(one.addressee == HIGHER or one.upward for one in waiting)
    return "opinion" in task.settings and task.closed_at is None and not raised


def _misaddressed(work: Work, task: Task, wish: Wish, asked: str | None) -> Iterator[Fault]:
    if wish.to not in ADDRESSEES:
        message = "Say who is asked: the lead, a department, the applicant, or an outside body."
        yield Fault("to", "question.to", message)
    elif wish.to == HIGHER and not may_raise(task, open_of(work, task)):
        message = "Only an opinion is reported to the higher authority, and once at a time."
        yield Fault("to", "question.no_upward", message)
    elif wish.to == DEPARTMENT and asked is None:
        yield Fault("department", "department.missing", "Please choose a department.")
    elif asked is not None and asked == task.department:
        yield Fault(_place(wish), "question.own", "This is your own department.")
    elif asked is not None and asked not in _active(work):
        yield Fault(_place(wish), "department.unknown", "There is no such department.")
    elif asked is not None and not telling.asked(work, asked):
        message = "Nobody in this department can be asked."
        yield Fault(_place(wish), "department.empty", message)


def misworded(wish: Wish) -> Iterator[Fault]:
    """Yield what is wrong with the words, and with the name of whoever has no account."""
    if wish.to in LINKED and not 1 <= len(wish.body.strip()) <= LONGEST_NAME:
        message = "Name the outside body, in 1 to %(most)s characters."
        if wish.to == HIGHER:
            message = "Name the higher authority, in 1 to %(most)s characters."
        yield Fault("body", "question.no_body", message, {"most": LONGEST_NAME})
    if not wish.text.strip():
        yield Fault("text", "question.no_text", "Please write what you want to know.")
    elif len(wish.text) > LONGEST:
        message = "A question has at most %(most)s characters."
        yield Fault("text", "question.long", message, {"most": LONGEST})


def _active(work: Work) -> set[str]:
    return {one.code for one in departments.departments(work.session) if one.active}


def _place(wish: Wish) -> str:
    return "department" if wish.to == DEPARTMENT else "to"
