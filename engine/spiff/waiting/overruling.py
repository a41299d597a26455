"""What limits are about: the tasks done beside them, and other limits of the same step."""

from engine.spiff.scope import Token
from engine.spiff.specs.events.borders import (
    BoundaryEvent,
    HangingEvent,
    armed_around,
)
from engine.spiff.waiting.asking import Waiting


def overruling(waiting: Waiting, token: Token) -> frozenset[str]:
    """Return the ids of the limits that would withdraw one which does not interrupt.

    They hang on the same border or on one around it, and interrupt; or they are the silence of
    the step.
    """
    spec = token.task_spec
    if not isinstance(spec, HangingEvent) or spec.interrupting:
        return frozenset()
    limits = waiting.timers.items()
    return frozenset(id_ for id_, other in limits if other is not token and _ends(other, token))


def _ends(other: Token, token: Token) -> bool:
    if "timer" not in other.internal_data:
        beside = isinstance(token.task_spec, BoundaryEvent) and token.parent is other.parent
        return beside and "index" not in other.internal_data
    if not getattr(other.task_spec, "interrupting", False):
        return False
    return other in armed_around(token)


def beside(waiting: Waiting, token: Token) -> frozenset[str]:
    """Return the ids of the tasks a drawn limit is armed beside: on their border, or around."""
    tasks = waiting.tasks.items()
    return frozenset(id_ for id_, task in tasks if token in armed_around(task))
