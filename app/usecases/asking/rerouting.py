"""A department says that a task is not its own; the lead asks another one, or says that it is."""

from dataclasses import dataclass, replace

from app.storage.case.cases import Case
from app.storage.desk.tasks import Task
from app.storage.ground.base import store
from app.storage.joint.questions import ANSWERED, LEAD, Question
from app.usecases import joining
from app.usecases.asking import closing, putting, telling
from app.usecases.asking.standing import may_stop
from app.usecases.asking.wishes import Wish as Asked
from app.usecases.asking.wishes import open_of
from app.usecases.moving import pick_up_task
from app.usecases.moving.picking import in_hand
from app.usecases.work import Work
from engine.errors import Conflict, NotAllowed


@dataclass(frozen=True)
class Wish:
    """Which department is asked instead, why, and perhaps with which limit of its own."""

    department: str
    reason: str
    working_days: int | None = None


def not_ours(work: Work, task_id: str, reason: str, revision: int | None = None) -> Question:
    """Tell the lead that a task is not this department's; its limit stands as long as may be.

    The opinion is not given by that: nothing moves, and nobody counts as silent meanwhile.

    :raises NotFound: there is no such task for this person.
    :raises NotAllowed: it is asked of somebody else, or a colleague holds it.
    :raises Conflict: it was done, withdrawn or changed, it is no co-approval in which departments
        may be asked instead of others, or the lead was told already.
    :raises Invalid: there is no reason.

    Source: features C3; facts, section 2.4.3 (not ours goes back to who finds the right one);
    decision 181.
    """
    task, hand = pick_up_task(work, task_id)
    if joining.joint_of(work, hand.run(), task) is None or _leads(task, hand.case):
        message = "Nobody else can be asked instead of your department at this step."
        raise Conflict("question.no_joint", message)
    if any(one.elsewhere for one in open_of(work, task)):
        raise Conflict("question.told", "The lead department was told already.")
    wish = Asked(LEAD, reason, stop=may_stop(work, task), revision=revision)
    return putting.ask(work, task_id, wish, elsewhere=True)


def reroute(work: Work, number: str, question_id: int, wish: Wish) -> Case:
    """Ask another department instead of the one that says that a task is not its own.

    :raises NotFound: there is no such case for this actor, or it has no such question.
    :raises NotAllowed: they are not of the department that leads it.
    :raises Conflict: it is an ordinary question, or closed; nobody is asked at that step any
        more, or the other one takes part already.
    :raises Invalid: as ``joining.add_department`` does.

    Source: features C3, C10; decision 181.
    """
    case, question = closing.at_hand(work, number, question_id)
    if not question.elsewhere:
        message = "This is a question; nobody says that the task is another department’s."
        raise Conflict("question.not_elsewhere", message)
    if not joining.may_join(work, case):
        message = "Only the department that leads the case says who takes part."
        raise NotAllowed("joining.not_lead", message)
    task = work.session.get_one(Task, question.task_id)
    joint = joining.joint_of(work, in_hand(work, case).run(), task)
    if joint is None:
        message = "No departments are asked at this step any more."
        raise Conflict("joining.not_open", message)
    asked = joining.Wish(joint.step, wish.department, wish.reason, wish.working_days)
    _close(work, case, question, wish)
    joining.add_department(work, number, asked)
    left = replace(asked, department=task.department or "", working_days=None)
    return joining.drop_department(work, number, left)


def may_say(work: Work, task: Task, case: Case) -> bool:
    """Whether the lead can be told that a task is another department's, and was not yet."""
    if _leads(task, case) or task.closed_at is not None:
        return False
    told = case.questions and any(one.elsewhere for one in open_of(work, task))
    return not told and joining.joint_of(work, in_hand(work, case).run(), task) is not None


def _leads(task: Task, case: Case) -> bool:
    return task.department in {None, case.lead_department}


def _close(work: Work, case: Case, question: Question, wish: Wish) -> None:
    question.answer, question.passed_to = wish.reason.strip(), wish.department
    task = closing.close(work, case, question, ANSWERED, "rerouted")
    telling.asker(work, case, question, task)
    store(work.session)  # the next deeds read the case again
