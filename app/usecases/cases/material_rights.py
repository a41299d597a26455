"""Which departments may read, and hand in, the materials of a case: as its item says."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.storage.case import materials
from app.storage.case.cases import Case
from app.storage.case.history import Entry
from app.storage.case.materials import Material
from app.storage.office.items import Item
from app.usecases.work import Work
from engine.people import Actor
from engine.rules.material_rights import READERS, SENDERS, Departments, may, named

WINDOW = "window_clerk"
FILE, FILES = "material", "materials"
"""Under what facts of the history name files of the case by their ids."""


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
    return code in sendable(work, case, [code])


def sendable(work: Work, case: Case, codes: Sequence[str]) -> Sequence[str]:
    """Return those of some materials that somebody who takes part may hand in, or replace.

    Source: features C6; docs/decisions/0210-a-material-may-be-for-some-departments.md.
    """
    if sees_all(work.actor, case):
        return codes
    listed, own = _listed(work, case), work.actor.departments
    rights = [named(listed, name, case.lead_department) for name in (READERS, SENDERS)]
    return [code for code in codes if all(may(one, code, own) for one in rights)]


def renewed(work: Work, cases: Mapping[int, Case]) -> dict[int, list[Material]]:
    """Return what ``materials.renewed`` does, without what is not for the reader."""
    found = materials.renewed(work.session, cases)
    return {case_id: readable(work, cases[case_id], files) for case_id, files in found.items()}


def kept(work: Work, case: Case) -> frozenset[str]:
    """Return the ids of the files of a case that whoever sees the case may not read."""
    if sees_all(work.actor, case) or not readers(work, case):
        return frozenset()
    files = materials.of_case(work.session, case.id)
    return frozenset({one.id for one in files} - {one.id for one in readable(work, case, files)})


def untold(work: Work, case: Case, entries: Iterable[Entry]) -> list[Entry]:
    """Return the history of a case without what names a file that is not for its reader.

    That a material was handed in stays: how it stands everybody may know.

    Source: features C6; docs/decisions/0210-a-material-may-be-for-some-departments.md.
    """
    told = [*entries]
    named = any(name in one.details for one in told for name in (FILE, FILES))
    hidden = kept(work, case) if named else ()
    return [_without(one, hidden) for one in told] if hidden else told


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


def _without(entry: Entry, hidden: Collection[str]) -> Entry:
    details = entry.details
    if details.get(FILE) in hidden:
        details = {name: told for name, told in details.items() if name not in {FILE, "digest"}}
    if FILES in details:
        details = details | {FILES: [one for one in details[FILES] if one not in hidden]}
    return entry if details is entry.details else replace(entry, details=details)
