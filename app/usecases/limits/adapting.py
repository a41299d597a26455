"""What other limits do to a running case: which of its limits would end when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.storage.cases import Case
from app.storage.deadlines import RUNNING, Deadline
from app.usecases.counting import alerting, dates
from app.usecases.counting.dates import OF_CASE, PROMISED, Counting, MovedLimit
from app.usecases.moving import recounting
from app.usecases.work import Work
from engine.rules import lights
from engine.rules.deadlines import last_day
from engine.rules.lights import Light


@dataclass(frozen=True)
class Foreseen:
    """A running case, and which of its limits would move; none where it is not accepted yet.

    :param light: of its promise now; ``new_light``: by the new limits.
    """

    case: Case
    limits: list[MovedLimit]
    light: Light
    new_light: Light


def foresee(work: Work, case: Case, limits: Mapping[str, Any]) -> Foreseen:
    """Return what other limits would do to a case; nothing is changed.

    :param limits: ``promised_days``, ``statutory_days`` and ``periods`` of the item.
    """
    rows, counting = dates.open_limits(work, case), dates.standing(work, case)
    light = new = lights.light(work.now, case.yellow_at, case.due_at)
    moved = []
    for row, value in _fitting(work, rows, counting, limits):
        other = _as(row, value)
        moved.append(MovedLimit(row, dates.stored(row), counting.dates(other)))
        if row.kind == PROMISED and row.state == RUNNING:
            span, calendar = counting.span(other), counting.calendar(row)
            warned = alerting.warned(case.item, PROMISED, span, calendar)
            new = lights.light(work.now, warned, span.due_at)
    return Foreseen(case, moved, light, new)


def adapt(work: Work, case: Case, limits: Mapping[str, Any]) -> list[MovedLimit]:
    """Let a case count by other limits from now on; what moved is told, and what it counts by.

    The caller holds the lock of the case.

    Source: Administrative Licensing Law, Art. 8, 42; facts D-26.
    """
    rows, counting = dates.open_limits(work, case), dates.standing(work, case)
    own = {name: limits[name] for name in ("promised_days", "statutory_days")}
    for row, value in _fitting(work, rows, counting, limits):
        row.rule_value, row.kept_at = value, None
        if row.kind in OF_CASE:
            own[f"{row.kind}_days"] = int(value)
    kept = {name: one for name, one in case.item.items() if name != "periods"}
    further = {"periods": limits["periods"]} if limits["periods"] else {}
    case.item = kept | own | further
    return recounting.settle(work, case)


def _fitting(
    work: Work, rows: Sequence[Deadline], counting: Counting, limits: Mapping[str, Any]
) -> list[tuple[Deadline, str]]:
    """Return the open limits that change, each with the number it counts from now on."""
    usual = [one for each in work.clock.periods.values() for one in each]
    days = {one["kind"]: one["days"] for one in (*usual, *limits["periods"])}
    days |= {kind: limits[f"{kind}_days"] for kind in OF_CASE}
    wanted = [(row, days[row.kind]) for row in rows if row.kind in days and row.task_id is None]
    return [
        (row, str(_not_before_today(work, counting, row, number)))
        for row, number in wanted
        if str(number) != row.rule_value
    ]


def _not_before_today(work: Work, counting: Counting, row: Deadline, number: int) -> int:
    """Return the number, or the next that does not end before today: nobody is late by it."""
    while number < int(row.rule_value):
        if last_day(counting.dates(_as(row, str(number))).due_at) >= work.today:
            break
        number += 1
    return number


def _as(row: Deadline, value: str) -> Deadline:
    """Return a limit as it would be with another number, for looking only."""
    members = {column.name: getattr(row, column.name) for column in Deadline.__table__.columns}
    return Deadline(**members | {"rule_value": value, "kept_at": None})
