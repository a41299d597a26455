"""The lead asks a department no more, while a co-approval goes on."""

from app.storage.case.cases import Case
from app.storage.case.history import Fact
from app.storage.desk import tasks
from app.usecases import announcing
from app.usecases.joining.members import Joint, Wish, at_hand
from app.usecases.moving import Moved, put_back
from app.usecases.work import Work
from engine.errors import Conflict


def drop_department(work: Work, number: str, wish: Wish) -> Case:
    """Ask a department no more; its tasks are withdrawn, and the case goes on with the others.

    :raises NotFound: there is no such case for this actor.
    :raises NotAllowed: they are not of the department that leads it.
    :raises Conflict: the case has ended, no departments are asked at this step any more, this one
        does not take part, has answered, or is the only one.
    :raises Invalid: there is no such department, or no reason; with everything that is wrong.

    Source: facts J03 (the lead names who takes part); decision 156.
    """
    hand, run, joint = at_hand(work, number, wish)
    _refuse(joint, wish.department)
    change = run.drop_instance(wish.step, wish.department, at=work.now)
    told = Fact(
        "department.dropped", wish.step, {"department": wish.department, "reason": wish.reason}
    )
    theirs = tasks.of_ids(work.session, change.closed)
    groups = [one.group for one in theirs if one.department == wish.department]
    put_back(Moved(work, hand.case, change), run, [told])
    said = {"task": joint.name, "reason": wish.reason}
    announcing.to_groups(work, hand.case, "notice.department_dropped", said, groups)
    return hand.case


def _refuse(joint: Joint, department: str) -> None:
    if department in joint.answered:
        message = "This department has given its opinion; it stays with the case."
        raise Conflict("joining.answered", message)
    if department not in joint.members:
        raise Conflict("joining.no_member", "This department does not take part.")
    if len(joint.members) == 1:
        message = "This is the only department that is asked; add another one first."
        raise Conflict("joining.last", message)
