"""What may be promised at the page of a case, and whose promise may be put off."""

from collections.abc import Mapping
from typing import Any

from app.pages.showing import labelled
from app.storage.case.cases import Case
from app.usecases.cases import promising, putting_off
from app.usecases.work import Work


def offered(work: Work, case: Case, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what may be promised, and whose promise may be put off; nothing where none may.

    :param rows: the list of materials as it stands.
    """
    may = promising.may_promise(work, case) and work.clock.tolerance is not None
    if not may or case.decided_on is not None or case.ended_at is not None:
        return {"promisable": [], "put_off": []}
    return {
        "promisable": [(one["code"], labelled(one, "name")) for one in rows if _may_follow(one)],
        "put_off": [one for one in rows if _may_wait(one)],
    }


def _may_follow(row: Mapping[str, Any]) -> bool:
    return bool(row.get("may_follow")) and row["state"] not in ("complete", "promised", "late")


def _may_wait(row: Mapping[str, Any]) -> bool:
    return row["state"] in ("promised", "late") and putting_off.may_put_off(row["promise"])
