"""What a limit says, before anybody knows on which day it ends."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["working_days", "duration", "instant", "cycle"]


@dataclass(frozen=True)
class Rule:
    """A limit as its file states it.

    :param kind: ``working_days``: ``value`` is a whole number of days; ``duration``: an ISO
        8601 duration; ``instant``: an RFC 3339 moment; ``cycle``: ``R<count>/<duration>``.
    """

    kind: Kind
    value: str
