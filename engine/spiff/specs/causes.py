"""What makes events happen, or what they make happen."""

from dataclasses import dataclass

from engine.spiff.specs.timers import Limit


@dataclass(frozen=True)
class Call:
    """A message, waited for or thrown."""

    name: str


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
