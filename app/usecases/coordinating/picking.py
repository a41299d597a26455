"""A coordination in hand, and who may do something with it."""

from app.storage.case.cases import Case
from app.storage.desk.tasks import groups_of
from app.storage.joint import coordinations
from app.storage.joint.coordinations import OPEN, Coordination
from app.usecases.meetings.picking import COORDINATOR
from app.usecases.moving import pick_up
from app.usecases.work import Work
from engine.errors import Conflict, NotAllowed
from engine.people import Actor


def may_begin(actor: Actor, case: Case) -> bool:
    """Whether somebody has a conflict of a case coordinated: who leads it, or a coordinator."""
    runs = case.ended_at is None and case.decided_on is None
    return runs and (case.lead_department in actor.departments or COORDINATOR in actor.roles)


def may_decide(actor: Actor, row: Coordination) -> bool:
    """Whether somebody decides on the rung a coordination stands on."""
    return row.state == OPEN and not {*groups_of(actor)}.isdisjoint(row.deciders)


def may_raise(actor: Actor, row: Coordination) -> bool:
    """Whether somebody sends a coordination one rung up: who decides there, or a coordinator."""
    return row.state == OPEN and (may_decide(actor, row) or COORDINATOR in actor.roles)


def pick_coordination(work: Work, number: str, coordination_id: int) -> tuple[Case, Coordination]:
    """Return a coordination that is open, with its case, locked.

    :raises NotFound: there is no such case for this actor, or no such coordination in it.
    :raises Conflict: it is over.
    """
    case = pick_up(work, number).case
    row = coordinations.of_number(work.session, case.id, coordination_id)
    if row.state != OPEN:
        raise Conflict("coordination.over", "This coordination is over.")
    return case, row


def refuse() -> NotAllowed:
    """Return the refusal for who does not decide on this rung."""
    message = "Somebody else decides on this rung of the coordination."
    return NotAllowed("coordination.not_yours", message)
