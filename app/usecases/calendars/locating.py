"""Where departments lie: days that a region decides hold for those in it."""

from collections.abc import Mapping
from typing import Any

from app.storage.clock.calendar import MOVE, REGIONS, CalendarChange
from app.usecases.calendars import changing
from app.usecases.work import Work


def place(work: Work, office: Mapping[str, Any]) -> None:
    """Let departments lie where an office file says; where it says nothing new, nothing changes.

    :param office: the office file, in its shape; ``region`` of the office holds for departments
        that name none.
    """
    told = {row["code"]: row.get("region", "") for row in office["departments"]}
    told[""] = office.get("region", "")
    known = work.almanac.regions
    new = {code: region for code, region in told.items() if known.get(code, "") != region}
    if not new:
        return
    change = CalendarChange(kind=REGIONS, content={"regions": new}, source=str(office["name"]))
    change.told_at, change.told_by = work.now, work.actor.name
    changing.put_in_force(work, change, MOVE)
