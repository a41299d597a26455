"""The flows out of an element, and on which of them a token goes on."""

from dataclasses import dataclass
from typing import Any

from engine.errors import Broken
from engine.feel import Expression
from engine.spiff.scope import Token, truth


@dataclass(frozen=True)
class Way:
    """A flow out of an element.

    :param flow: its id; a link has that of its throwing event.
    :param target: the element it leads to, or the border around it.
    :param condition: ``None`` for one that is always taken.
    :param default: whether it is taken only when no other is.
    """

    flow: str
    target: Any
    condition: Expression | None = None
    default: bool = False

    def holds(self, token: Token) -> bool:
        """Return whether a token goes on along it."""
        return not self.default and (self.condition is None or truth(self.condition, token))


def default(ways: list[Way], step: str) -> list[Way]:
    """Return what is taken when no other way is.

    :param step: the element the ways lead out of.
    :raises Broken: there are ways, and none for this.
    """
    found = [way for way in ways if way.default]
    if ways and not found:
        message = "No way leads on from “%(step)s”: no condition holds, no default is drawn."
        raise Broken("gateway.no_way", message, step=step)
    return found
