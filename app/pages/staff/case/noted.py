"""Remarks as the pages of a case and of a task show them."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.pages.staff.case import materials
from app.shapes.case.remarks import seen_remarks
from app.storage.case.cases import Case
from app.usecases import remarking
from app.usecases.work import Work


def shown(work: Work, case: Case, listed: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the remarks on a case, and what the dialog of a new one needs, if one may.

    :param listed: the list of materials as it stands.
    """
    may = remarking.may_remark(work, case)
    files = materials.to_choose(listed) if may else ()
    return {
        "remarks": seen_remarks(work, case),
        "may_remark": may,
        "remark_files": [(one.id, name, one.version) for one, name in files],
    }
