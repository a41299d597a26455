"""Functions about lists."""

from decimal import Decimal
from functools import cmp_to_key
from typing import Any

from engine.feel.errors import NoValue
from engine.feel.functions.registry import builtin, called, cut, whole
from engine.feel.operations.comparison import ordered, same
from engine.feel.scope import Evaluation
from engine.feel.values import Function


@builtin("list contains", "list: list, element: any")
def list_contains(run: Evaluation, items: list[Any], element: Any) -> bool:
    """Tell whether a list has an element."""
    return _place(run, items, element) is not None


def _place(run: Evaluation, items: list[Any], element: Any) -> int | None:
    run.spend(len(items))
    return next((n for n, item in enumerate(items) if same(run, item, element) is True), None)


@builtin("count", "list: list*")
def count(run: Evaluation, items: list[Any]) -> Decimal:
    """Return how many items a list has."""
    return Decimal(len(items))


@builtin("append", "list: list, item: list*")
def append(run: Evaluation, items: list[Any], more: list[Any]) -> list[Any]:
    """Return a list with items at its end."""
    return _sized(run, [*items, *more])


@builtin("concatenate", "list: list*")
def concatenate(run: Evaluation, lists: list[Any]) -> list[Any]:
    """Return several lists as one."""
    parts = [part if type(part) is list else [part] for part in lists]
    run.spend(sum(map(len, parts)))
    return [item for part in parts for item in part]


@builtin("insert before", "list: list, position: number, newItem: any")
def insert_before(run: Evaluation, items: list[Any], position: Decimal, item: Any) -> list[Any]:
    """Return a list with an item before a position."""
    place = _index(items, position)
    return _sized(run, [*items[:place], item, *items[place:]])


@builtin("remove", "list: list, position: number")
def remove(run: Evaluation, items: list[Any], position: Decimal) -> list[Any]:
    """Return a list without the item at a position."""
    place = _index(items, position)
    return _sized(run, [*items[:place], *items[place + 1 :]])


@builtin("list replace", "list: list, position: number, newItem: any")
def list_replace(run: Evaluation, items: list[Any], position: Decimal, item: Any) -> list[Any]:
    """Return a list with another item at a position."""
    place = _index(items, position)
    return _sized(run, [*items[:place], item, *items[place + 1 :]])


@builtin("list replace", "list: list, match: function, newItem: any")
def list_replace_matching(
    run: Evaluation, items: list[Any], match: Function, item: Any
) -> list[Any]:
    """Return a list with another item wherever a function says so."""
    answers = [called(run, match, [old, item]) for old in items]
    if not all(type(answer) is bool for answer in answers):
        raise NoValue("the function does not say true or false")
    return [item if hit else old for old, hit in zip(items, answers, strict=True)]


def _index(items: list[Any], position: Decimal) -> int:
    place = cut(position)
    if not 1 <= abs(place) <= len(items):
        raise NoValue(
            "there is no item %(index)s in a list of %(count)s", index=place, count=len(items)
        )
    return place - 1 if place > 0 else len(items) + place


@builtin("sublist", "list: list, start position: number, length: number?")
def sublist(
    run: Evaluation, items: list[Any], start: Decimal, length: Decimal | None = None
) -> list[Any]:
    """Return a part of a list; the first item is 1, the last one -1."""
    first = _index(items, start)
    if length is None:
        return _sized(run, items[first:])
    size = cut(length)
    if size < 1 or first + size > len(items):
        raise NoValue("the list is shorter than that")
    return _sized(run, items[first : first + size])


@builtin("reverse", "list: list")
def reverse(run: Evaluation, items: list[Any]) -> list[Any]:
    """Return a list backwards."""
    return _sized(run, items[::-1])


@builtin("index of", "list: list, match: any")
def index_of(run: Evaluation, items: list[Any], match: Any) -> list[Decimal]:
    """Return all positions of an item."""
    run.spend(len(items))
    return [Decimal(n + 1) for n, item in enumerate(items) if same(run, item, match) is True]


@builtin("union", "list: list*")
def union(run: Evaluation, lists: list[Any]) -> list[Any]:
    """Return several lists as one in which nothing is twice."""
    return distinct_values(run, concatenate(run, lists))


@builtin("distinct values", "list: list")
def distinct_values(run: Evaluation, items: list[Any]) -> list[Any]:
    """Return a list in which nothing is twice."""
    kept: list[Any] = []
    for item in items:
        if _place(run, kept, item) is None:
            kept.append(item)
    return kept


@builtin("duplicate values", "list: list")
def duplicate_values(run: Evaluation, items: list[Any]) -> list[Any]:
    """Return what is in a list more than once."""
    return [item for item in distinct_values(run, items) if len(index_of(run, items, item)) > 1]


@builtin("flatten", "list: list")
def flatten(run: Evaluation, items: list[Any]) -> list[Any]:
    """Return the items of a list and of the lists inside it."""
    found: list[Any] = []
    waiting = [iter(items)]
    while waiting:
        for item in waiting[-1]:
            run.spend()
            if type(item) is list:
                waiting.append(iter(item))
                break
            found.append(item)
        else:
            waiting.pop()
    return found


@builtin("partition", "list: list, size: number")
def partition(run: Evaluation, items: list[Any], size: Decimal) -> list[Any]:
    """Return a list cut into lists of one size."""
    step = whole(size)
    if step < 1:
        raise NoValue("a part has at least one item")
    _sized(run, items)
    return [items[start : start + step] for start in range(0, len(items), step)]


@builtin("sort", "list: list, precedes: function??")
def sort(run: Evaluation, items: list[Any], precedes: Function | None = None) -> list[Any]:
    """Return a list in order: a function says what comes first, or the values' own order."""

    def order(left: Any, right: Any) -> int:
        if _before(run, left, right, precedes):
            return -1
        return int(_before(run, right, left, precedes))

    return sorted(_sized(run, items), key=cmp_to_key(order))


def _before(run: Evaluation, left: Any, right: Any, precedes: Function | None) -> bool:
    run.spend()
    answer = (
        ordered(run, "<", left, right) if precedes is None else called(run, precedes, [left, right])
    )
    if type(answer) is not bool:
        raise NoValue("these items have no order")
    return answer


def _sized(run: Evaluation, items: list[Any]) -> list[Any]:
    run.spend(len(items))
    return items
