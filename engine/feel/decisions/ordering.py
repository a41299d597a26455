"""Decisions with what they require, and the order in which they can be decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.errors import Fault, Invalid
from engine.feel import limits
from engine.feel.closures.registry import Closure
from engine.feel.decisions.tables import Table
from engine.feel.notes import Cell
from engine.feel.scope import Scope


@dataclass(frozen=True)
class Decision:
    """One decision, or knowledge that decisions call.

    :param variable: the name under which those that require it see its value.
    :param also: a second such name: the id, where the model names no variable (decision 217).
    :param requires: ids of the decisions and knowledge it needs.
    :param table: if it is a decision table.
    :param tables: all tables in it.
    :param line: where it stands in the file.
    :param faults: what is wrong with it; empty in a model that was read without refusal.
    :param knowledge: its value is a function.
    """

    id: str
    name: str
    variable: str
    requires: tuple[str, ...]
    logic: Closure
    table: Table | None = None
    tables: tuple[Table, ...] = ()
    line: int | None = None
    also: str = ""
    faults: tuple[Fault, ...] = ()
    knowledge: bool = False


Parts = Mapping[str, Decision]


def decide(
    parts: Parts,
    goals: Iterable[str],
    scope: Scope,
    found: dict[str, Any],
    skipped: Iterable[str] = (),
) -> None:
    """Decide goals and all they require; the values go where the scope finds them.

    :raises Invalid: as :func:`in_order`, and whatever tables refuse.
    :raises FeelLimit: the budget is used up.
    """
    for part in in_order(parts, goals, skipped):
        scope.run.spend(1 + len(part.requires) // limits.PARTS)
        since = len(scope.run.notes)
        found[part.variable] = value = part.logic(scope)
        if part.also:
            found.setdefault(part.also, value)
        scope.run.place(since, Cell(part.id, part.line, ""))


def in_order(parts: Parts, goals: Iterable[str], skipped: Iterable[str] = ()) -> list[Decision]:
    """Return goals and all they require, in an order in which they can be decided.

    :raises Invalid: one is unknown or wrong, or some require each other.
    """
    order: dict[str, Decision] = {}
    waiting = [(goal, False) for goal in goals]
    opened = set(skipped)
    passed = frozenset(opened)
    while waiting:
        here, done = waiting.pop()
        if done:
            order[here] = parts[here]
        elif here not in order and here not in passed:
            if here in opened:
                raise Invalid("decision.circle", "%(id)s requires itself", id=here)
            opened.add(here)
            waiting.append((here, True))
            waiting += [(one, False) for one in _sound(parts, here).requires]
    return list(order.values())


def _sound(parts: Parts, part_id: str) -> Decision:
    if part_id not in parts:
        raise Invalid("decision.unknown", "there is no decision %(id)s", id=part_id)
    part = parts[part_id]
    if part.faults:
        raise Invalid("decision.unreadable", "%(id)s is wrong", part.faults, id=part_id)
    return part
