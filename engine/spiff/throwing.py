"""Who catches what events throw."""

from collections.abc import Iterator, Mapping
from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.change import Message
from engine.spiff.scope import Token
from engine.spiff.specs.borders import borders
from engine.spiff.specs.causes import Alarm, Call


def listeners(run: Any, told: Message) -> list[Token]:
    """Return the tokens that wait for a message or signal, in the order in which they came."""
    return [token for token in run.tokens() if _listens(token, told)]


def reach(waiting: list[Token], left: Mapping[str, Any]) -> None:
    """Let events happen one after the other, unless one has withdrawn the next.

    :param left: what they leave under their ids.
    """
    for token in waiting:
        if token._state == TaskState.WAITING:
            token.task_spec.fire(token, left)


def catcher(token: Token, alarm: Alarm) -> Token | None:
    """Return the nearest event around a token that catches an error or an escalation.

    Where two are as near, the one for its code goes before the one for every code.
    """
    for events in _around(token):
        wanted = [event for event in events if _catches(event, alarm)]
        wanted.sort(key=lambda event: event.task_spec.cause.code is None)
        if wanted:
            return wanted[0]
    return None


def _listens(token: Token, told: Message) -> bool:
    cause = getattr(token.task_spec, "cause", None)
    if token._state != TaskState.WAITING or not isinstance(cause, Call):
        return False
    wanted = (cause.kind, cause.name, token.internal_data["wait"])
    return wanted == (told.kind, told.name, told.key)


def _around(token: Token) -> Iterator[list[Token]]:
    """Yield the events on each border around a token, the nearest first."""
    while token is not None:
        yield borders(token)
        token = token.workflow.carrier


def _catches(event: Token, alarm: Alarm) -> bool:
    cause = event.task_spec.cause
    if event._state != TaskState.WAITING or not isinstance(cause, Alarm):
        return False
    return cause.kind == alarm.kind and cause.code in (None, alarm.code)
