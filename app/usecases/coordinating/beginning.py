"""A conflict of opinions is handed to coordination."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.storage.case.cases import Case
from app.storage.case.history import write
from app.storage.joint import coordinations
from app.storage.joint.coordinations import OPEN, Coordination
from app.usecases.coordinating import climbing, limits, telling
from app.usecases.coordinating.climbing import Place
from app.usecases.coordinating.picking import may_begin
from app.usecases.moving import pick_up
from app.usecases.work import Work
from engine.errors import Conflict, Fault, Invalid, NotAllowed


@dataclass(frozen=True)
class Wish:
    """What is to be coordinated.

    :param topic: what the conflict is about.
    :param departments: the codes of those whose opinions are in conflict.
    """

    topic: str
    departments: Sequence[str]


def begin(work: Work, number: str, wish: Wish) -> Coordination:
    """Hand a conflict to the lowest rung of the ladder that somebody holds.

    The clock of the case runs on: coordinating is no ground on which it stands.

    :raises NotFound: there is no such case for this actor.
    :raises NotAllowed: they neither lead nor coordinate it.
    :raises Conflict: it is decided, a conflict is coordinated already, or nobody holds a rung.
    :raises Invalid: topic or departments; with everything that is wrong.

    Source: facts SP-12, F1-17; goal C11; decision 185.
    """
    case = pick_up(work, number).case
    place = _place(work, case)
    if faults := [*_faults(case, wish)]:
        raise Invalid("coordination.wrong", "Please correct what is marked.", faults)
    row = _row(work, case, wish)
    climbing.stand_on(work, case, row, place)
    work.session.add(row)
    work.session.flush()
    case.gatherings = (case.gatherings or 0) + 1
    limits.begin(work, case, row)
    fact = telling.note(work, row, "begun", row.topic)
    telling.tell(work, case, row, "begun", row.topic)
    write(work.session, case, [fact], work.actor, work.now)
    return row


def _place(work: Work, case: Case) -> Place:
    if case.decided_on is not None or case.ended_at is not None:
        message = "This case is decided: there is nothing left to coordinate."
        raise Conflict("coordination.decided", message)
    if not may_begin(work.actor, case):
        message = "Only the department that leads the case, or a coordinator, has it coordinated."
        raise NotAllowed("coordination.not_lead", message)
    if any(one.state == OPEN for one in coordinations.of_case(work.session, case.id)):
        raise Conflict("coordination.open", "A conflict of this case is being coordinated already.")
    place = climbing.next_place(work, case, None)
    if place is None:
        message = "Nobody in this office holds a rung of the coordination."
        raise Conflict("coordination.nobody", message)
    return place


def _faults(case: Case, wish: Wish) -> Iterator[Fault]:
    if not wish.topic.strip():
        message = "Please say what the conflict is about."
        yield Fault("topic", "coordination.no_topic", message)
    if not wish.departments:
        message = "Please choose the departments whose opinions are in conflict."
        yield Fault("departments", "coordination.no_departments", message)
    for code in wish.departments:
        if code not in case.departments:
            message = "“%(code)s” does not take part in this case."
            yield Fault("departments", "coordination.department", message, {"code": code})


def _row(work: Work, case: Case, wish: Wish) -> Coordination:
    return Coordination(
        case_id=case.id,
        topic=wish.topic.strip(),
        departments=list(dict.fromkeys(wish.departments)),
        state=OPEN,
        steps=0,
        begun_by_name=work.actor.name,
        begun_at=work.now,
    )
