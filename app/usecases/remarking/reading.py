"""Which remarks on a case somebody may read."""

from collections.abc import Sequence

from app.storage.case import remarks
from app.storage.case.cases import Case
from app.storage.case.remarks import Remark
from app.storage.desk import case_tasks
from app.storage.desk.tasks import Task
from app.usecases.tasks import hiding
from app.usecases.work import Work


def readable(work: Work, case: Case) -> list[Remark]:
    """Return the remarks that whoever reads the case may read, newest first.

    The party reads what was written for it. Where others' opinions are kept from somebody, so is
    what those who give them note.

    Source: docs/decisions/0196-a-remark-is-read-by-whom-its-writer-says.md; features C6.
    """
    if work.actor.case is not None:
        return list(remarks.shown_to_party(work.session, case.id))
    found = remarks.of_case(work.session, case.id)
    if not found:
        return []
    rows = case_tasks.of_case(work.session, case.id)
    if work.actor.sees_all or not hiding.kept_from(work, case, rows):
        return list(found)
    kept = _giving_opinions(rows) - work.actor.departments
    return [one for one in found if one.visible or not kept.intersection(one.departments)]


def _giving_opinions(rows: Sequence[Task]) -> set[str]:
    asked = (one for one in rows if "opinion" in one.settings or "sign" in one.settings)
    return {one.department for one in asked if one.department is not None}
