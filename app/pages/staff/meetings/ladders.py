"""The coordinations of a case as its page shows them, with what one may do about each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.pages.staff.naming import Names
from app.shapes.joint.coordinations import SeenCoordination, seen_coordinations
from app.storage.case.cases import Case
from app.storage.desk import case_tasks
from app.storage.joint import coordinations
from app.storage.joint.coordinations import OPEN, Coordination
from app.usecases.coordinating import picking
from app.usecases.work import Work
from engine.rules.opinions import Opinion


@dataclass(frozen=True)
class Shown(SeenCoordination):
    """A coordination with the names of who is concerned, and what one may do.

    :param deciders: who decides on its rung, in words.
    :param may: set of ``settle``, ``raise``.
    :param late: whether its rung has let its last day pass.
    """

    names: Sequence[str]
    deciders: Sequence[str]
    may: frozenset[str]
    late: bool


def shown(work: Work, rows: Sequence[tuple[Coordination, Case]], office: Names) -> list[Shown]:
    """Return coordinations as they are shown."""
    return [_shown(work, one, office) for one in seen_coordinations(work, rows)]


def of_case(work: Work, case: Case, office: Names) -> dict[str, Any]:
    """Return what the page of a case shows of its conflicts; nothing is asked where none was."""
    rows = coordinations.of_case(work.session, case.id) if case.gatherings else []
    found = shown(work, [(row, case) for row in rows], office)
    free = picking.may_begin(work.actor, case) and all(one.row.state != OPEN for one in found)
    return {"coordinations": found, "in_conflict": _choices(work, case, office) if free else None}


def _shown(work: Work, seen: SeenCoordination, office: Names) -> Shown:
    row, actor = seen.row, work.actor
    may = {
        deed
        for deed, allowed in (("settle", picking.may_decide), ("raise", picking.may_raise))
        if allowed(actor, row)
    }
    top = not work.ladder.above(row.rung)
    return Shown(
        **vars(seen),
        names=[office.department(code) for code in row.departments],
        deciders=[_group(group, office) for group in row.deciders],
        may=frozenset(may - {"raise"} if top else may),
        late=row.state == OPEN and row.due_on < work.today,
    )


def _choices(work: Work, case: Case, office: Names) -> list[Mapping[str, Any]]:
    """Return the departments of a case to choose from, those that object chosen beforehand."""
    against = {Opinion.DISAGREE, Opinion.NOT_OURS, Opinion.GO_UPWARD}
    said = {
        one.department
        for one in case_tasks.of_case(work.session, case.id)
        if one.closed_at
        and "opinion" in one.settings
        and (one.answers or {}).get("opinion") in against
    }
    codes = [one for one in case.departments if one != case.lead_department]
    return [{"code": one, "name": office.department(one), "objects": one in said} for one in codes]


def _group(group: str, office: Names) -> str:
    department, _, role = group.rpartition("/")
    return office.group(department or None, role)
