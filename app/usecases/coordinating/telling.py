"""What a coordination tells: its own steps, the history, those in conflict and who decides."""

from collections.abc import Sequence
from typing import Any

from app.storage.case.cases import Case
from app.storage.case.history import Fact
from app.storage.desk.tasks import group_of
from app.storage.ground.base import write_rows
from app.storage.joint.coordinations import OPEN, Coordination, CoordinationStep
from app.usecases import announcing
from app.usecases.meetings.checking import representatives
from app.usecases.work import Work


def note(work: Work, row: Coordination, what: str, words: str = "", **more: str) -> Fact:
    """Keep a step of a coordination, and return what the history says of it."""
    row.steps += 1
    on = row.due_on if row.state == OPEN else None
    step = {
        "coordination_id": row.id,
        "seq": row.steps,
        "what": what,
        "rung_name": row.rung_name,
        "rung_name_en": row.rung_name_en,
        "due_on": on,
        "words": words,
        "at": work.now,
        "actor": work.actor.id,
        "actor_name": work.actor.name,
    }
    write_rows(work.session, CoordinationStep, [step])
    told: dict[str, Any] = {"coordination": row.id, "rung": rung_of(row), **more}
    if on is not None:
        told["until"] = on.isoformat()
    return Fact(f"coordination.{what}", None, told | ({"reason": words} if words else {}))


def tell(work: Work, case: Case, row: Coordination, what: str, reason: str = "") -> None:
    """Tell those in conflict and the lead how a coordination stands, and ask who decides now."""
    said = about(row) | {"reason": reason, "by": work.actor.name}
    deciders = row.deciders if row.state == OPEN else []
    announcing.to_groups(work, case, "notice.coordination_asked", said, deciders)
    others = [one for one in concerned(work, case, row) if one not in deciders]
    announcing.to_groups(work, case, f"notice.coordination_{what}", said, others)


def tell_late(work: Work, case: Case, row: Coordination) -> Fact:
    """Tell everybody concerned that the highest rung is late; return what the history says."""
    everybody = [*row.deciders, *concerned(work, case, row)]
    announcing.to_groups(work, case, "notice.coordination_late", about(row), everybody)
    return Fact("coordination.late", None, {"coordination": row.id, "rung": rung_of(row)})


def concerned(work: Work, case: Case, row: Coordination) -> Sequence[str]:
    """Return the groups that are told of a coordination: those in conflict, and the lead."""
    roles = [(one, representatives(work, one)) for one in row.departments]
    groups = [group_of(department, role) for department, role in roles if role]
    return [announcing.leads(case), *groups]


def about(row: Coordination) -> dict[str, Any]:
    """Return what a notice says of a coordination."""
    return {
        "coordination": row.id,
        "topic": row.topic,
        "rung": rung_of(row),
        "day": row.due_on.isoformat(),
        "result": row.outcome or "",
    }


def rung_of(row: Coordination) -> dict[str, str]:
    """Return what the rung is called on which a coordination stands, in both languages."""
    return {"name": row.rung_name, "name_en": row.rung_name_en}
