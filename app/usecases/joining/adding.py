"""The lead asks one more department, while a co-approval goes on."""

from app.storage.case.cases import Case
from app.storage.case.history import Fact
from app.storage.desk.tasks import group_of
from app.storage.office import people
from app.usecases import announcing
from app.usecases.joining import owning
from app.usecases.joining.members import Wish, at_hand
from app.usecases.moving import Moved, put_back
from app.usecases.work import Work
from engine.change import Change
from engine.errors import Conflict, Fault, Invalid


def add_department(work: Work, number: str, wish: Wish) -> Case:
    """Ask one more department; its limit counts from now, and the case waits for it.

    :raises NotFound: there is no such case for this actor.
    :raises NotAllowed: they are not of the department that leads it.
    :raises Conflict: the case has ended, no departments are asked at this step any more, or this
        one takes part already.
    :raises Invalid: there is no such department, nobody works there, there is no reason, or its
        own limit would end after the case; with everything that is wrong.

    Source: facts J03 (the lead names who takes part); decision 156.
    """
    hand, run, joint = at_hand(work, number, wish)
    if wish.department in joint.members:
        raise Conflict("joining.member", "This department takes part already.")
    change = run.add_instance(wish.step, wish.department, at=work.now)
    _refuse_empty(work, change)
    change = owning.limited(change, wish.working_days)
    told = Fact(
        "department.added", wish.step, {"department": wish.department, "reason": wish.reason}
    )
    put_back(Moved(work, hand.case, change), run, [told])
    groups = [group_of(task.department, task.role) for task in change.opened]
    said = {"task": joint.name, "reason": wish.reason}
    announcing.to_groups(work, hand.case, "notice.department_added", said, groups)
    return hand.case


def _refuse_empty(work: Work, change: Change) -> None:
    for task in change.opened:
        if not people.members(work.session, task.role, task.department, work.today):
            message = "Nobody in this department can be asked."
            fault = Fault("department", "department.empty", message)
            raise Invalid("joining.invalid", "Please correct what is marked.", [fault])
