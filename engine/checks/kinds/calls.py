"""What the built-in functions take and give."""

from collections.abc import Iterable

from engine.checks.kinds.kinds import (
    ANY,
    BOOLEAN,
    NUMBER,
    PERIOD,
    STRING,
    Kind,
    joined,
    listing,
)
from engine.checks.words import words
from engine.feel import BUILTINS

TAKEN = {
    "date": words("date") | {"date and time"},
    "duration": frozenset({"days and time duration", "years and months duration"}),
}
"""The kinds a parameter takes, where it is not the one of its name."""


def _under(kind: Kind, names: str) -> dict[str, Kind]:
    return {name.strip(): kind for name in names.split(",")}


GIVES = {
    **_under(
        NUMBER,
        "number, sum, mean, product, median, stddev, count, string length, round up, round down, "
        "round half up, round half down, decimal, floor, ceiling, modulo, sqrt, log, exp, "
        "day of year, week of year",
    ),
    **_under(
        STRING,
        "string, substring, upper case, lower case, trim, substring before, substring after, "
        "string join, replace, day of week, month of year, to base64, to json",
    ),
    **_under(
        BOOLEAN,
        "not, is defined, is, decided, all agree, any agrees, at least agree, share agrees, "
        "majority agrees, no veto, weight agrees, first decides, all, any, list contains, "
        "contains, matches, starts with, ends with, odd, even, is blank, is empty",
    ),
    **_under(listing(STRING), "split, extract"),
    **_under(listing(NUMBER), "index of"),
    **_under(Kind("date and time"), "now, date and time"),
    **_under(Kind("date"), "today, date, last day of month"),
    **_under(Kind("time"), "time"),
    **_under(PERIOD, "workdays, naturaldays, months, workhours, halfdays"),
    **_under(Kind("years and months duration"), "years and months duration"),
}
SAME = words("reverse sublist remove") | {"distinct values", "duplicate values"}
"""Functions that give a list like the one they take."""
JOINING = frozenset({"concatenate", "union"})


def misfit(name: str, arguments: list[Kind]) -> Kind | None:
    """Return the first argument that a built-in function does not take, in none of its ways."""
    ways = [way for way in BUILTINS.get(name, ()) if way.takes(len(arguments))]
    found: Kind | None = None
    for way in ways:
        if way.variadic:
            return None
        pairs = zip(arguments, way.parameters, strict=False)
        wrong = next((kind for kind, one in pairs if not _takes(one.type, kind)), None)
        if wrong is None:
            return None
        found = found or wrong
    return found


def _takes(wanted: str, kind: Kind) -> bool:
    """Whether a parameter takes a value; lists of one item become that item."""
    if not kind.known or wanted in ("any", "list") or kind.name == "list":
        return True
    return kind.name in TAKEN.get(wanted, {wanted})


def given(name: str, arguments: list[Kind]) -> Kind:
    """Return what a built-in function gives."""
    if name in SAME and arguments and arguments[0].name == "list":
        return arguments[0]
    if name in JOINING and all(kind.name == "list" for kind in arguments):
        return listing(joined(_held(arguments)))
    return GIVES.get(name, ANY)


def _held(lists: Iterable[Kind]) -> Iterable[Kind]:
    return [each.of or ANY for each in lists]
