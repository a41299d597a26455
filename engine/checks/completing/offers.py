"""What can be offered: names, what lies behind a dot, functions, words of the language, types."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.checks.kinds import calls
from engine.checks.kinds.inferring import Names
from engine.checks.kinds.kinds import ANY, Kind
from engine.feel import BUILTINS
from engine.feel.functions.registry import Builtin, Parameter
from engine.feel.grammar.typenames import SIMPLE
from engine.feel.operations.properties import PROPERTIES

CLAUSES = ("if", "for", "some", "every", "function", "true", "false", "null")
"""Words that begin a value, or are one."""
OPERATORS = ("and", "or", "in", "between", "instance of")
FOLLOWING = frozenset({"then", "else", "return", "satisfies"})


@dataclass(frozen=True)
class Offer:
    """One thing an editor may put into the text.

    :param text: what stands there then.
    :param role: ``name``, ``entry``, ``function``, ``keyword`` or ``type``.
    :param type: of the value, ``Any`` where it cannot be told.
    :param signatures: the ways to call a function, such as ``abs(n: any)``.
    :param start: the first character of what is replaced, from 0.
    :param end: the character behind it.
    """

    text: str
    role: str
    type: str = "Any"
    signatures: tuple[str, ...] = ()
    start: int = 0
    end: int = 0


def of_names(names: Names) -> list[Offer]:
    """Return the offers for names, in their order."""
    return [Offer(name, "name", kind.name) for name, kind in names.items()]


def behind_dot(source: Kind) -> list[Offer]:
    """Return what a value has behind a dot; a list has what its items have."""
    if source.name == "list":
        return behind_dot(source.of or ANY)
    if source.name == "context":
        return [Offer(name, "entry", kind.name) for name, kind in (source.entries or {}).items()]
    return [Offer(name, "entry") for name in PROPERTIES.get(source.name, ())]


def functions() -> Iterator[Offer]:
    """Yield the built-in functions with the ways to call them."""
    for name in sorted(BUILTINS):
        ways = tuple(_signature(way) for way in BUILTINS[name])
        yield Offer(name, "function", calls.GIVES.get(name, ANY).name, ways)


def of_words(words: Iterable[str]) -> list[Offer]:
    """Return the offers for words of the language."""
    return [Offer(word, "keyword") for word in words]


def instead(wanted: str) -> list[Offer]:
    """Return what the parser takes where no value may stand.

    :param wanted: what it says that it expects.
    """
    if wanted == "a type":
        return [Offer(name, "type") for name in SIMPLE]
    if wanted == "name:":
        return []
    if wanted == "in":
        return of_words((wanted,))
    return of_words(((wanted,) if wanted in FOLLOWING else ()) + OPERATORS)


def _signature(way: Builtin) -> str:
    many = "…" if way.variadic else ""
    return f"{way.name}({', '.join(map(_parameter, way.parameters))}{many})"


def _parameter(parameter: Parameter) -> str:
    return f"{parameter.name}{'?' if parameter.optional else ''}: {parameter.type}"
