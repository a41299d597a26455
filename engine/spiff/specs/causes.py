"""What makes events happen, or what they make happen."""

from dataclasses import dataclass

from engine.change import Carried
from engine.spiff.scope import Token
from engine.spiff.specs.timers import Limit


@dataclass(frozen=True)
class Call:
    """A message, waited for or thrown."""

    name: str
    kind: Carried = "message"

    def arm(self, token: Token) -> None:
        """Begin to wait."""
        token.internal_data["wait"] = None


@dataclass(frozen=True)
class Failure:
    """An error of the process, thrown at an end and caught at a border.

    :param code: ``None`` at a border catches every error.
    """

    code: str | None


@dataclass(frozen=True)
class Terminate:
    """The end of everything that still goes on in the same part."""


Cause = Limit | Call | Failure | Terminate | None
