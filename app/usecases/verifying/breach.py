"""One thing that does not hold."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Breach:
    """A broken invariant.

    :param invariant: ``I1`` to ``I16``, as the operations manual lists them.
    :param where: the case or row it was found at.
    """

    invariant: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.invariant} {self.where}: {self.what}"
