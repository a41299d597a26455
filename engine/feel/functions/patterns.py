"""Functions about text that take a regular expression."""

from typing import Any

from engine.feel import limits, patterns
from engine.feel.errors import NoValue
from engine.feel.functions.registry import builtin
from engine.feel.operations.arithmetic import text
from engine.feel.scope import Evaluation


@builtin("matches", "input: string, pattern: string, flags: string??")
def matches(run: Evaluation, source: str, pattern: str, flags: str | None = None) -> bool:
    """Tell whether a pattern is found anywhere in a text."""
    return ready(run, source, pattern, flags).search(source) is not None


@builtin("replace", "input: string, pattern: string, replacement: string, flags: string??")
def replace(
    run: Evaluation, source: str, pattern: str, replacement: str, flags: str | None = None
) -> str:
    """Return a text with every place that fits a pattern replaced; ``$1`` is its first group."""
    asked = ready(run, source, pattern, flags)
    if asked.search("") is not None:
        raise NoValue("a pattern that is found in nothing cannot be replaced")
    made, at, plain = [], 0, patterns.PLAIN in (flags or "")
    for found in asked.finditer(source):
        run.spend(1)
        new = replacement if plain else patterns.filled(replacement, found)
        made += [source[at : found.start()], new]
        at = found.end()
    return text(run, "".join([*made, source[at:]]))


@builtin("split", "string: string, delimiter: string")
def split(run: Evaluation, source: str, delimiter: str) -> list[str]:
    """Return the parts of a text between delimiters, each of which fits a pattern."""
    asked = ready(run, source, delimiter, None)
    if asked.search("") is not None:
        raise NoValue("a delimiter has at least one character")
    parts, at = [], 0
    for found in asked.finditer(source):
        run.spend(1)
        parts.append(source[at : found.start()])
        at = found.end()
    return [*parts, source[at:]]


def ready(run: Evaluation, source: str, pattern: str, flags: str | None) -> Any:
    """Return a pattern that can be looked for in a text.

    :raises NoValue: it is no pattern, or the text is too long.
    """
    if len(source) > limits.TEXT:
        raise NoValue("patterns are looked for in at most %(most)s characters", most=limits.TEXT)
    run.spend(1 + len(source) // limits.SIGNS)
    return patterns.pattern(pattern, flags or "")
