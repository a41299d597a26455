"""Functions about text that take a regular expression."""

from collections.abc import Iterator
from typing import Any

from engine.feel import limits, patterns
from engine.feel.errors import NoValue
from engine.feel.functions.registry import builtin
from engine.feel.operations.texts import joined, text
from engine.feel.patterns import Pattern
from engine.feel.replacements import pieces
from engine.feel.scope import Evaluation


@builtin("matches", "input: string, pattern: string, flags: string??")
def matches(run: Evaluation, source: str, pattern: str, flags: str | None = None) -> bool:
    """Tell whether a pattern is found anywhere in a text."""
    return ready(run, source, pattern, flags).machine.search(source) is not None


@builtin("replace", "input: string, pattern: string, replacement: string, flags: string??")
def replace(
    run: Evaluation, source: str, pattern: str, replacement: str, flags: str | None = None
) -> str:
    """Return a text with every place that fits a pattern replaced; ``$1`` is its first group."""
    asked = ready(run, source, pattern, flags)
    if asked.machine.search("") is not None:
        raise NoValue("a pattern that is found in nothing cannot be replaced")
    plain = patterns.PLAIN in (flags or "")
    new = [replacement] if plain else pieces(replacement, asked.machine.groups)
    run.spend(len(replacement) // limits.PARTS)
    return joined(run, _replaced(run, asked, source, list[str | int](new)))


def _replaced(run: Evaluation, asked: Pattern, source: str, new: list[str | int]) -> Iterator[str]:
    at = 0
    for found in places(run, asked, source):
        run.spend(len(new) // limits.PARTS)
        yield source[at : found.start()]
        for piece in new:
            yield piece if isinstance(piece, str) else found.group(piece) or ""
        at = found.end()
    yield source[at:]


@builtin("split", "string: string, delimiter: string")
def split(run: Evaluation, source: str, delimiter: str) -> list[str]:
    """Return the parts of a text between delimiters, each of which fits a pattern."""
    asked = ready(run, source, delimiter, None)
    if asked.machine.search("") is not None:
        raise NoValue("a delimiter has at least one character")
    parts, at = [], 0
    for found in places(run, asked, source):
        parts.append(text(run, source[at : found.start()]))
        at = found.end()
    return [*parts, text(run, source[at:])]


def ready(run: Evaluation, source: str, pattern: str, flags: str | None) -> Pattern:
    """Return a pattern that can be looked for in a text, once; that is paid for.

    :raises NoValue: it is no pattern, or the text is too long.
    :raises FeelLimit: the budget is used up.
    """
    if len(source) > limits.TEXT:
        raise NoValue("patterns are looked for in at most %(most)s characters", most=limits.TEXT)
    asked = _known(run, pattern, flags or "")
    run.spend(asked.price(len(source)) + len(source) // limits.SIGNS)
    return asked


def places(run: Evaluation, asked: Pattern, source: str) -> Iterator[Any]:
    """Yield the places of a text that fit a pattern made ready for it.

    Behind each of them the search begins again and may look as far as the end.

    :raises FeelLimit: the budget is used up.
    """
    for found in asked.machine.finditer(source):
        groups = asked.machine.groups // limits.PARTS
        run.spend(limits.FOUND + groups + asked.price(len(source) - found.end()))
        yield found


def _known(run: Evaluation, source: str, flags: str) -> Pattern:
    """Return a pattern that one evaluation pays for once, whoever has used it before."""
    if (source, flags) not in run.patterns:
        run.spend(patterns.reading(source))
        try:
            made = patterns.pattern(source, flags)
        except patterns.TooLarge:
            run.spend(limits.OVERSIZED)
            raise
        run.spend(made.size // limits.COMPILED)
        run.patterns[source, flags] = made
    return run.patterns[source, flags]
