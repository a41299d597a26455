"""What ``zeebe:ioMapping`` says: names, and what to write under them."""

from typing import Any

from engine.feel import Expression
from engine.spiff.scope import Names, Token, value

Mapped = tuple[tuple[str, Expression], ...]
"""Names with their expressions, in the order of the file."""


def mapped(mapping: Mapped, token: Token) -> Names:
    """Return what a mapping makes of what a token sees; each line sees those before it."""
    made: dict[str, Any] = {}
    for name, expression in mapping:
        made[name] = value(expression, token, made)
    return made
