"""Who catches what events throw."""

from collections.abc import Iterator, Mapping
from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.change import Message
from engine.errors import Broken
from engine.spiff.scope import Token
from engine.spiff.specs.borders import borders
from engine.spiff.specs.causes import Call, Failure


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


def catcher(token: Token, thrown: Failure) -> Token:
    """Return the nearest event around a token that catches an error.

    :raises Broken: there is none.
    """
    for event in _around(token):
        if _catches(event, thrown):
            return event
    message = "Nobody catches the error “%(error)s” of “%(step)s”."
    raise Broken("error.uncaught", message, error=thrown.code, step=token.task_spec.bpmn_id)


def _listens(token: Token, told: Message) -> bool:
    cause = getattr(token.task_spec, "cause", None)
    if token._state != TaskState.WAITING or not isinstance(cause, Call):
        return False
    wanted = (cause.kind, cause.name, token.internal_data["wait"])
    return wanted == (told.kind, told.name, told.key)


def _around(token: Token) -> Iterator[Token]:
    """Yield the events on the borders around a token, the nearest first."""
    while token is not None:
        yield from borders(token)
        token = token.workflow.carrier


def _catches(event: Token, thrown: Failure) -> bool:
    cause = event.task_spec.cause
    if event._state != TaskState.WAITING or not isinstance(cause, Failure):
        return False
    return cause.code in (None, thrown.code)
