"""Which values belong to which types."""

from typing import Any

from engine.feel.grammar.tree import Type
from engine.feel.scope import Evaluation
from engine.feel.values import Function, kind

_SYNONYMS = {
    "day and time duration": "days and time duration",
    "year and month duration": "years and months duration",
}


def belongs(run: Evaluation, value: Any, type_: Type) -> bool:
    """Tell whether a value belongs to a type; null only to ``Null``."""
    name = _SYNONYMS.get(type_.name, type_.name)
    if name == "Any":
        return value is not None
    if name in run.types:
        return run.types[name](value)
    if kind(value) != name:
        return False
    if name in ("list", "range") and type_.of:
        inside = value if name == "list" else [value.start, value.end]
        run.spend(len(inside))
        return all(part is None or belongs(run, part, type_.of) for part in inside)
    if name == "context":
        return all(
            key in value and (value[key] is None or belongs(run, value[key], part))
            for key, part in type_.entries
        )
    return name != "function" or not type_.of or _fits(value, type_)


def _fits(function: Function, type_: Type) -> bool:
    return len(function.parameters) == len(type_.entries)
