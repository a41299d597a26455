"""Whoever holds a task asks the lead, another department or the applicant."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.storage import departments, pauses, questions
from app.storage.cases import Case
from app.storage.history import Fact, write
from app.storage.questions import ADDRESSEES, DEPARTMENT, HIGHER, LEAD, LINKED, Question
from app.storage.tasks import Task, person_id_of
from app.usecases.asking import linking, telling, upward
from app.usecases.clocks import stopping
from app.usecases.clocks.grounds import QUESTION, UPWARD, Ground
from app.usecases.moving import pick_up_task
from app.usecases.tasks.claiming import held_by_me, unchanged
from app.usecases.work import Work
from engine.errors import Fault, Invalid, NotAllowed
from engine.people import APPLICANT

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


def ask(work: Work, task_id: str, wish: Wish, elsewhere: bool = False) -> Question:
    """Ask somebody something about a task; the limits of the case run on.

    :param elsewhere: it says to the lead that the task is another department's.
    :raises NotFound: there is no such task for this person.
    :raises NotAllowed: it is asked of somebody else, or a colleague holds it.
    :raises Conflict: it was done, withdrawn or changed.
    :raises Invalid: nobody can be asked like this, nothing is asked, or the limit of the step
        stood too often already; with everything that is wrong.

    Source: features C8; facts D-12 (a question is no ground on which the clock of a case stops);
    decision 180.
    """
    task, hand = pick_up_task(work, task_id)
    unchanged(task, wish.revision)
    held_by_me(work, task)
    if task.role == APPLICANT:
        raise NotAllowed("question.not_staff", "Only staff ask questions about a task.")
    asked = _department(wish, hand.case)
    faults = [*_faults(work, task, wish, asked), *_misworded(wish), *_too_often(work, task, wish)]
    if faults:
        raise Invalid("question.invalid", "Please correct what is marked.", faults)
    question = _row(work, task, wish, asked)
    question.elsewhere = elsewhere
    if wish.to in LINKED:
        question.body = wish.body.strip()
        linking.link(work, hand.case, question)
    facts = _stop(work, task, hand.case, question) if wish.stop else []
    work.session.add(question)
    _concern(hand.case, asked)
    work.session.flush()
    if wish.to == HIGHER:
        upward.begin(work, hand.case, task, question)
        telling.lead(work, hand.case, question, task)
    telling.those_asked(work, hand.case, question, task, "asked")
    told = [telling.fact(question, task, _what(wish, elsewhere)), *facts]
    write(work.session, hand.case, told, work.actor, work.now)
    return question


def ground_of(work: Work, task: Task, to: str | None = None) -> Ground | None:
    """Return by which rule the limit of a step stands while it waits; none where it cannot.

    :param to: of whom it is asked: the higher authority has a rule of its own.
    """
    code = UPWARD if to == HIGHER else QUESTION
    return work.clock.grounds.get(code) if task.due_on is not None else None


def may_raise(task: Task, waiting: Sequence[Question]) -> bool:
    """Whether a task can be reported to the authority above: an opinion is asked, and it was not.

    :param waiting: the questions about it that wait for their answers.
    """
    raised = any(one.addressee == HIGHER for one in waiting)
    return "opinion" in task.settings and task.closed_at is None and not raised


def open_of(work: Work, task: Task) -> Sequence[Question]:
    """Return the questions about a task that wait for their answers."""
    waiting = questions.open_of_cases(work.session, [task.case_id])
    return [one for one in waiting if one.task_id == task.id]


def may_stop(work: Work, task: Task) -> bool:
    """Whether the limit of a step can stand for one more question."""
    ground = ground_of(work, task)
    return ground is not None and (
        not ground.most_times or _times(work, task, ground.code) < ground.most_times
    )


def _department(wish: Wish, case: Case) -> str | None:
    known = {LEAD: case.lead_department, DEPARTMENT: wish.department}
    return known.get(wish.to) or None


def _faults(work: Work, task: Task, wish: Wish, asked: str | None) -> Iterator[Fault]:
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


def _misworded(wish: Wish) -> Iterator[Fault]:
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


def _too_often(work: Work, task: Task, wish: Wish) -> Iterator[Fault]:
    """Let nobody put their own limit off again and again."""
    ground = ground_of(work, task, wish.to)
    if not wish.stop or (ground is not None and not ground.most_times):
        return
    if ground is None:
        message = "This step has no limit that could stand; ask without stopping it."
        yield Fault("stop", "question.no_limit", message)
    elif _times(work, task, ground.code) >= ground.most_times:
        message = "The limit of this step stood %(most)s times for questions; ask without stopping."
        yield Fault("stop", "question.too_often", message, {"most": ground.most_times})


def _times(work: Work, task: Task, ground: str) -> int:
    rows = pauses.of_case(work.session, task.case_id)
    return sum(one.task_id == task.id and one.ground == ground for one in rows)


def _what(wish: Wish, elsewhere: bool) -> str:
    if wish.to == HIGHER:
        return "raised"
    return "elsewhere" if elsewhere else "asked"


def _stop(work: Work, task: Task, case: Case, question: Question) -> list[Fact]:
    """Let the limit of the asker's step stand: of this task alone, as long as its rule says."""
    ground = work.clock.grounds[UPWARD if question.addressee == HIGHER else QUESTION]
    pause = stopping.row(work, case, ground, ground.most_days)
    pause.task_id, pause.department, pause.reason = task.id, task.department, question.text
    facts = stopping.stop(work, case, pause, ground)
    question.pause_id = pause.id
    return facts


def _row(work: Work, task: Task, wish: Wish, asked: str | None) -> Question:
    return Question(
        case_id=task.case_id,
        task_id=task.id,
        addressee=wish.to,
        department=asked,
        text=wish.text.strip(),
        asker_id=person_id_of(work.actor),
        asker_name=work.actor.name,
        asked_at=work.now,
    )


def _concern(case: Case, asked: str | None) -> None:
    """Count the question, and let a department that is asked see what it is asked about."""
    case.questions += 1
    if asked is not None and asked not in {case.lead_department, *case.departments}:
        case.departments = [*case.departments, asked]


def _active(work: Work) -> set[str]:
    return {one.code for one in departments.departments(work.session) if one.active}


def _place(wish: Wish) -> str:
    return "department" if wish.to == DEPARTMENT else "to"
