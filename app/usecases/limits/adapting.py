"""What other limits do to a running case: which of its limits would end when."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.storage.case.cases import Case
from app.storage.clock.deadlines import PREWARNING, RUNNING, UNASKED, Deadline
from app.usecases.cards.waiting import waited_for
from app.usecases.counting import alerting, dates
from app.usecases.counting.dates import OF_CASE, PROMISED, Counting, MovedLimit, rule_of
from app.usecases.moving import recounting
from app.usecases.work import Work
from engine.rules import lights
from engine.rules.cards import nearing
from engine.rules.deadlines import last_day
from engine.rules.lights import Light
from engine.rules.timers import Rule


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
    for row, rule in _fitting(work, rows, counting, limits):
        if row.kind in UNASKED:
            continue
        other = _as(row, rule)
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
    for row, rule in _fitting(work, rows, counting, limits):
        row.rule_kind, row.rule_value, row.kept_at = rule.kind, rule.value, None
        if row.kind in OF_CASE:
            own[f"{row.kind}_days"] = rule.number
    kept = {name: one for name, one in case.item.items() if name != "periods"}
    further = {"periods": limits["periods"]} if limits["periods"] else {}
    case.item = kept | own | further
    return recounting.settle(work, case)


def _fitting(
    work: Work, rows: Sequence[Deadline], counting: Counting, limits: Mapping[str, Any]
) -> list[tuple[Deadline, Rule]]:
    """Return the open limits that change, each with what it counts from now on."""
    wanted = _wanted(work, limits)
    fitting = [
        (row, _not_before_today(work, counting, row, rule))
        for row in rows
        if row.task_id is None and (rule := wanted(row)) is not None
    ]
    promise = next((rule for row, rule in fitting if row.kind == PROMISED), None)
    warnings = [(row, _warning(work, row, promise)) for row in rows if row.kind == PREWARNING]
    both = [*fitting, *((row, rule) for row, rule in warnings if rule is not None)]
    return [(row, rule) for row, rule in both if rule != rule_of(row)]


def _wanted(work: Work, limits: Mapping[str, Any]) -> Callable[[Deadline], Rule | None]:
    """Return what tells of a limit by what it is to count."""
    usual = [one for each in work.clock.periods.values() for one in each]
    periods = {one["kind"]: one for one in (*usual, *limits["periods"])}

    def told(row: Deadline) -> Rule | None:
        if row.kind in OF_CASE:
            return Rule(rule_of(row).kind, str(limits[f"{row.kind}_days"]))
        if row.kind not in periods:
            return None
        one = periods[row.kind]
        return Rule(one.get("unit", "working_days"), str(one["days"]))

    return told


def _warning(work: Work, row: Deadline, promise: Rule | None) -> Rule | None:
    """Return when a card warns of a promise that changes, by the rule that gives it."""
    card = work.rulebook.get(waited_for(row)[0])
    return nearing(card, promise) if card is not None and promise is not None else None


def _not_before_today(work: Work, counting: Counting, row: Deadline, rule: Rule) -> Rule:
    """Return the limit, or the next longer one that does not end before today.

    Nobody is late by a change; what would have ended before today all the same still does.
    """
    until = min(work.today, _last_day(counting, row, rule_of(row)))
    while _last_day(counting, row, rule) < until:
        rule = replace(rule, value=str(rule.number + 1))
    return rule


def _last_day(counting: Counting, row: Deadline, rule: Rule) -> date:
    return last_day(counting.dates(_as(row, rule)).due_at)


def _as(row: Deadline, rule: Rule) -> Deadline:
    """Return a limit as it would be with another rule, for looking only."""
    members = {column.name: getattr(row, column.name) for column in Deadline.__table__.columns}
    changed = {"rule_kind": rule.kind, "rule_value": rule.value, "kept_at": None}
    return Deadline(**members | changed)
