"""Functions about contexts."""

from typing import Any

from engine.feel.errors import NoValue
from engine.feel.functions.registry import builtin
from engine.feel.scope import Evaluation


@builtin("get value", "m: context, key: string")
@builtin("get value", "context: context, key: string")
def get_value(run: Evaluation, context: dict[str, Any], key: str) -> Any:
    """Return an entry."""
    return context.get(key)


@builtin("get value", "context: context, keys: list")
def get_value_within(run: Evaluation, context: dict[str, Any], keys: list[Any]) -> Any:
    """Return an entry inside entries."""
    found: Any = context
    for key in keys:
        if type(found) is not dict or type(key) is not str:
            return None
        found = found.get(key)
    return found


@builtin("get entries", "m: context")
@builtin("get entries", "context: context")
def get_entries(run: Evaluation, context: dict[str, Any]) -> list[dict[str, Any]]:
    """Return all entries as pairs of key and value."""
    run.spend(len(context))
    return [{"key": key, "value": value} for key, value in context.items()]


@builtin("context put", "context: context, key: string, value: any")
def context_put(run: Evaluation, context: dict[str, Any], key: str, value: Any) -> dict[str, Any]:
    """Return a context with another entry."""
    run.spend(len(context))
    return {**context, key: value}


@builtin("context put", "context: context, keys: list, value: any")
def context_put_within(
    run: Evaluation, context: dict[str, Any], keys: list[Any], value: Any
) -> dict[str, Any]:
    """Return a context with another entry inside entries."""
    if not keys or not all(type(key) is str for key in keys):
        raise NoValue("keys are texts, at least one")
    run.spend(len(context))
    first, rest = keys[0], keys[1:]
    if not rest:
        return {**context, first: value}
    inner = context.get(first)
    if inner is not None and type(inner) is not dict:
        raise NoValue("%(name)s is no context", name=first)
    return {**context, first: context_put_within(run, inner or {}, rest, value)}


@builtin("context merge", "contexts: list*")
def context_merge(run: Evaluation, contexts: list[Any]) -> dict[str, Any]:
    """Return several contexts as one; later ones win."""
    if not all(type(context) is dict for context in contexts):
        raise NoValue("only contexts are merged")
    run.spend(sum(map(len, contexts)))
    return {key: value for context in contexts for key, value in context.items()}


@builtin("context", "entries: list")
def context_of(run: Evaluation, entries: list[Any]) -> dict[str, Any]:
    """Return a context from pairs of key and value."""
    run.spend(len(entries))
    made: dict[str, Any] = {}
    for entry in entries:
        if type(entry) is not dict or type(entry.get("key")) is not str or "value" not in entry:
            raise NoValue("an entry has a key and a value")
        if entry["key"] in made:
            raise NoValue("the key %(key)s is there twice", key=entry["key"])
        made[entry["key"]] = entry["value"]
    return made
