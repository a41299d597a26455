"""Whoever holds a task asks the lead, another department or the applicant."""

from app.storage.case.cases import Case
from app.storage.case.history import write
from app.storage.desk.asking import person_id_of
from app.storage.desk.tasks import Task
from app.storage.joint.questions import HIGHER, LINKED, Question
from app.usecases.asking import linking, telling, upward
from app.usecases.asking.standing import stop as let_stand
from app.usecases.asking.standing import too_often
from app.usecases.asking.wishes import Wish, department_of, wrong
from app.usecases.moving import pick_up_task
from app.usecases.tasks.claiming import held_by_me, unchanged
from app.usecases.work import Work
from engine.errors import Invalid, NotAllowed
from engine.people import APPLICANT


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
    asked = department_of(wish, hand.case)
    if faults := [*wrong(work, task, wish, asked), *too_often(work, task, wish)]:
        raise Invalid("question.invalid", "Please correct what is marked.", faults)
    question = row(work, task, wish, asked)
    question.elsewhere = elsewhere
    put(work, hand.case, question, wish.stop)
    if wish.to == HIGHER:
        upward.begin(work, hand.case, task, question, work.now)
        telling.lead(work, hand.case, question, task)
    telling.those_asked(work, hand.case, question, task, "asked")
    return question


def put(work: Work, case: Case, question: Question, stop: bool) -> None:
    """Add a question to its case, and write it down.

    :param stop: whether the limit of the asker's own step stands until it is answered.
    """
    task = work.session.get_one(Task, question.task_id)
    if question.addressee in LINKED:
        linking.link(work, case, question)
    facts = let_stand(work, task, case, question) if stop else []
    work.session.add(question)
    _concern(case, question.department)
    work.session.flush()
    told = [telling.fact(question, task, _what(question)), *facts]
    write(work.session, case, told, work.actor, work.now)


def _what(question: Question) -> str:
    if question.addressee == HIGHER:
        return "raised"
    if question.upward is not None:
        return "upward"
    return "elsewhere" if question.elsewhere else "asked"


def row(work: Work, task: Task, wish: Wish, asked: str | None) -> Question:
    """Return a new question about a task, by the actor.

    :param asked: the code of the department that is asked, if it is one.
    """
    return Question(
        case_id=task.case_id,
        task_id=task.id,
        addressee=wish.to,
        department=asked,
        body=wish.body.strip() if wish.to in LINKED else None,
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
