"""What happens to a case on its way, and what it tells others."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from engine.change.awaited import Carried

AsOf = Literal["now", "receipt", "completion"]


@dataclass(frozen=True)
class Milestone:
    """A point of the law the case has reached.

    :param kind: ``accepted | decided | issued | delivered | archived``.
    :param as_of: ``receipt`` where the law dates it back to the day of receipt, ``completion``
        where it dates it to the day the materials were complete.
    """

    kind: str
    step: str
    as_of: AsOf = "now"


@dataclass(frozen=True)
class Paper:
    """A paper (文书) that a step produces, by the ``paper`` setting of its element."""

    kind: str
    step: str
    task_id: str | None = None


@dataclass(frozen=True)
class Passed:
    """An element the run has gone through, for the timeline and the diagram.

    :param path: the ids of the call activities it lies in, outermost first.
    """

    step: str
    kind: str
    name: str
    path: tuple[str, ...] = ()


@dataclass(frozen=True)
class Message:
    """A message or a signal the run throws, for the caller to carry.

    A signal has reached the waits of its own run already.

    :param key: whom a message is for: waits with the same key; ``None``: those without.
    :param lives: how long it is kept for somebody who does not wait yet, as an ISO duration;
        ``None``: as long as the office keeps messages.
    """

    name: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    key: str | None = None
    kind: Carried = "message"
    lives: str | None = None
