"""One place of a foreign diagram that is written anew."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rewrite:
    """One place that is written anew.

    :param rule: what a program may look at, e.g. ``"import.task"``.
    :param edits: from which byte to which byte, and what stands there instead.
    """

    line: int
    element: str
    rule: str
    before: str
    after: str
    edits: tuple[tuple[int, int, bytes], ...]
