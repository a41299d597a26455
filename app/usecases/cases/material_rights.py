"""Which departments may read, and hand in, the materials of a case: as its item says."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from app.storage.case import materials
from app.storage.case.cases import Case
from app.storage.case.materials import Material
from app.storage.office.items import Item
from app.usecases.work import Work
from engine.people import Actor
from engine.rules.material_rights import READERS, SENDERS, Departments, may, named

WINDOW = "window_clerk"


def readers(work: Work, case: Case) -> Departments:
    """Return which departments read the materials that are not for everybody, by their codes.

    Source: features C6; docs/decisions/0210-a-material-may-be-for-some-departments.md.
    """
    return named(_listed(work, case), READERS, case.lead_department)


def readable(work: Work, case: Case, files: Iterable[Material]) -> list[Material]:
    """Return those of some files of a case that whoever sees the case may read."""
    found = [*files]
    if not found or sees_all(work.actor, case):
        return found
    closed, own = readers(work, case), _departments(work.actor, case)
    return [one for one in found if may(closed, one.code, own)]


def may_send(work: Work, case: Case, code: str) -> bool:
    """Whether somebody who takes part in a case may hand in, or replace, a material of it.

    Source: features C6; docs/decisions/0210-a-material-may-be-for-some-departments.md.
    """
    if sees_all(work.actor, case):
        return True
    listed, own = _listed(work, case), work.actor.departments
    rights = (named(listed, name, case.lead_department) for name in (READERS, SENDERS))
    return all(may(one, code, own) for one in rights)


def renewed(work: Work, cases: Mapping[int, Case]) -> dict[int, list[Material]]:
    """Return what ``materials.renewed`` does, without what is not for the reader."""
    found = materials.renewed(work.session, cases)
    return {case_id: readable(work, cases[case_id], files) for case_id, files in found.items()}


def sees_all(actor: Actor, case: Case) -> bool:
    """Whether all materials of a case are for somebody: who hands them in, leads or supervises."""
    leads = case.lead_department in actor.departments
    return actor.sees_all or actor.case == case.number or leads or WINDOW in actor.roles


def _listed(work: Work, case: Case) -> Collection[Mapping[str, Any]]:
    return work.session.get_one(Item, case.item_code).materials


def _departments(actor: Actor, case: Case) -> frozenset[str]:
    """Return for which departments somebody reads: their own, and those they stand in for."""
    covered = (
        away.departments
        for away in actor.stands_in
        if away.items is None or case.item_code in away.items
    )
    return actor.departments.union(*covered)
