"""What a game consists of: scopes with tokens in them, activities, and what they wait for."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.engine.model.nets import Flow, Net, Node


class Stuck(Exception):
    """A case cannot go on, by the words of the standard."""


@dataclass(eq=False)
class Scope:
    """A process or a sub-process that goes on.

    :param turn: the turn of the activity whose inside this is; ``None`` for the process.
    :param held: the tokens on flows into gateways that wait for others.
    :param active: the activities and events tokens are at, oldest first.
    :param hanging: what its event sub-processes wait for.
    """

    net: Net
    turn: "Turn | None" = None
    held: Counter[Flow] = field(default_factory=Counter)
    active: list["Activity"] = field(default_factory=list)
    hanging: list["Wait"] = field(default_factory=list)
    alive: bool = True


@dataclass(eq=False)
class Activity:
    """A token at an activity, at an event, or at an event-based gateway.

    :param waits: what it waits for, its borders included.
    :param answers: of a multi-instance: what each turn left, by its index.
    :param gone: of a multi-instance: the indexes of those who are asked no more.
    :param serial: greater than those of all that began before; copies keep it.
    """

    node: Node
    scope: Scope
    turns: list["Turn"] = field(default_factory=list)
    waits: list["Wait"] = field(default_factory=list)
    elements: list[Any] = field(default_factory=list)
    answers: dict[int, Any] = field(default_factory=dict)
    begun: int = 0
    alive: bool = True
    gone: frozenset[int] = frozenset()
    serial: int = field(default_factory=count().__next__)


@dataclass(eq=False)
class Turn:
    """One time the work of an activity is done: once, or for each element of a list.

    :param names: the scope of an instance of a multi-instance.
    :param objects: what its data objects keep.
    """

    activity: Activity
    index: int = 0
    names: dict[str, Any] | None = None
    inside: Scope | None = None
    objects: dict[str, Any] = field(default_factory=dict)

    @property
    def counted(self):
        """Whether it is one of several."""
        return self.activity.node.loop is not None or self.activity.node.again is not None


@dataclass(eq=False)
class Wait:
    """What moves the game from outside.

    :param kind: ``task``, ``job``, ``timer``, ``message`` or ``signal``.
    :param node: the task or event that waits.
    :param activity: for an event sub-process, that it would be.
    :param left: how often a timer still rings.
    :param held: whether a condition was true when somebody last looked.
    """

    kind: str
    node: Node
    activity: Activity
    turn: Turn | None = None
    department: str | None = None
    left: int = 1
    held: bool = False


def kill(activity):
    """Withdraw a token from an activity, with all that goes on inside it."""
    activity.alive = False
    activity.waits.clear()
    if activity in activity.scope.active:
        activity.scope.active.remove(activity)
    for turn in activity.turns:
        if turn.inside:
            clear(turn.inside)


def clear(scope):
    """Withdraw every token of a scope; those on their way find it dead."""
    scope.alive = False
    empty(scope)


def empty(scope):
    """Withdraw every token of a scope, and what hangs on it."""
    scope.held.clear()
    scope.hanging.clear()
    for activity in list(scope.active):
        kill(activity)


def everything(scope):
    """Yield the activities of a scope, and then those inside them."""
    yield from scope.active
    for activity in scope.active:
        for turn in activity.turns:
            if turn.inside:
                yield from everything(turn.inside)
