"""A conflict comes to a rung of the ladder: who decides there is told, and its limit begins."""

from dataclasses import dataclass

from app.storage.case.cases import Case
from app.storage.case.history import Fact
from app.storage.clock.deadlines import Deadline
from app.storage.desk.tasks import group_of
from app.storage.joint.coordinations import VOID, Coordination
from app.storage.office import people
from app.usecases.coordinating import limits, telling
from app.usecases.coordinating.ladder import LEAD, Rung
from app.usecases.work import Work
from engine.rules.deadlines import last_day


@dataclass(frozen=True)
class Place:
    """A rung, with the groups that decide on it today."""

    rung: Rung
    deciders: list[str]


def next_place(work: Work, case: Case, after: str | None) -> Place | None:
    """Return the next rung above one that somebody holds; ``None`` from the top on.

    Source: facts SP-12 (the ladder); decision 185.
    """
    for rung in work.ladder.above(after):
        department = case.lead_department if rung.of == LEAD else None
        held = [
            one for one in rung.roles if people.members(work.session, one, department, work.today)
        ]
        if held:
            return Place(rung, [group_of(department, role) for role in held])
    return None


def stand_on(work: Work, case: Case, row: Coordination, place: Place) -> None:
    """Let a coordination stand on a rung from now on; ``limits.begin`` begins its limit."""
    rung = place.rung
    row.rung, row.rung_name, row.rung_name_en = rung.code, rung.name, rung.name_en
    row.deciders, row.since = place.deciders, work.now
    row.due_on = last_day(limits.span_of(work, case, row).due_at)


def on_passed(work: Work, case: Case, deadline: Deadline) -> list[Fact]:
    """A rung let its limit pass: the matter goes one rung up; from the top it is told as late.

    Once the case is decided, nothing is left to coordinate.

    Source: facts SP-12; decision 185.
    """
    row = work.session.get_one(Coordination, int(str(deadline.timer_id).rpartition(":")[2]))
    if case.decided_on is not None:
        return [end_void(work, case, row)]
    place = next_place(work, case, row.rung)
    if place is None:
        return [telling.tell_late(work, case, row)]
    deadline.asked = None
    stand_on(work, case, row, place)
    limits.begin(work, case, row)
    fact = telling.note(work, row, "passed")
    telling.tell(work, case, row, "raised")
    return [fact]


def end_void(work: Work, case: Case, row: Coordination) -> Fact:
    """Let a coordination come to nothing, because its case is decided or over."""
    row.state, row.ended_at = VOID, work.now
    fact = telling.note(work, row, "void")
    telling.tell(work, case, row, "void")
    return fact
