"""Who catches what events throw, and which conditions have come true."""

from collections.abc import Iterator, Mapping
from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.change import Message
from engine.spiff.scope import Token
from engine.spiff.specs.events.borders import borders, scope_borders
from engine.spiff.specs.events.causes import Alarm, Call, Condition


def listeners(run: Any, told: Message) -> list[Token]:
    """Return the tokens that wait for a message or signal: the outer parts first, each by age."""
    return [token for token in run.tokens() if _listens(token, told)]


def reach(waiting: list[Token], left: Mapping[str, Any]) -> None:
    """Let events happen one after the other, unless one has withdrawn the next.

    :param left: what they leave under their ids.
    """
    for token in waiting:
        part = token.workflow
        if token._state == TaskState.WAITING and token.id in part.tasks and not part.gone:
            token.task_spec.fire(token, left)


def catcher(token: Token, alarm: Alarm) -> Token | None:
    """Return the nearest event around a token that catches an error or an escalation.

    Where two are as near, the one for its code goes before the one for every code.
    """
    for events in around(token):
        wanted = [event for event in events if _catches(event, alarm)]
        wanted.sort(key=lambda event: event.task_spec.cause.code is None)
        if wanted:
            return wanted[0]
    return None


def first_true(run: Any) -> Token | None:
    """Return the first token whose condition has come true."""
    for part in run.parts:
        for token in part.tasks.values() if part.spec.watches else ():
            if waits_for(Condition, token) and token.task_spec.cause.comes_true(token):
                return token
    return None


def around(token: Token) -> Iterator[list[Token]]:
    """Yield the events on each border around a token, the nearest first."""
    while token is not None:
        yield borders(token)
        yield scope_borders(token)
        token = token.workflow.carrier


def waits_for(kind: type, token: Token) -> bool:
    """Whether a token waits for a cause of a kind."""
    cause = getattr(token.task_spec, "cause", None)
    return token._state == TaskState.WAITING and isinstance(cause, kind)


def _listens(token: Token, told: Message) -> bool:
    if not waits_for(Call, token):
        return False
    cause = token.task_spec.cause
    wanted = (cause.kind, cause.name, token.internal_data["wait"])
    return wanted == (told.kind, told.name, told.key)


def _catches(event: Token, alarm: Alarm) -> bool:
    if not waits_for(Alarm, event):
        return False
    cause = event.task_spec.cause
    return cause.kind == alarm.kind and cause.code in (None, alarm.code)
