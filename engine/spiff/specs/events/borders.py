"""Events on the border of a step or of a scope, and the border itself."""

from collections.abc import Iterator, Mapping
from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.spiff.scope import Token, leave
from engine.spiff.specs.events.catch import CatchEvent
from engine.spiff.specs.events.timers import Limit, next_turn
from engine.spiff.specs.nodes import Element, withdraw


class HangingEvent(CatchEvent):
    """An event that waits on a border: of a step, or of a whole process or sub-process.

    :param interrupting: whether what it hangs on is over when it happens.
    """

    hangs = True

    def __init__(self, *args: Any, interrupting: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.interrupting = interrupting

    def stay(self, token: Token, left: Mapping[str, Any] | None) -> None:
        """Let another token wait for the next time, if there may be one.

        Another one, because the border is withdrawn when the step is done, and not what has
        come of it.
        """
        if not self.interrupting and (kept := self._next_time(token, left)) is not None:
            again = token.parent._add_child(self, TaskState.WAITING)
            again.internal_data.update(kept)

    def _next_time(self, token: Token, left: Mapping[str, Any] | None) -> dict[str, Any] | None:
        """Return what the token for the next time keeps, if there is a next time."""
        if not isinstance(self.cause, Limit):
            return dict(token.internal_data)
        timer = next_turn(token, left["covers"]) if left else None
        return {"timer": timer} if timer else None


class BoundaryEvent(HangingEvent):
    """An event on the border of a step.

    Source: BPMN 2.0.2, 13.5.3.
    """

    def fire(self, token: Token, left: Mapping[str, Any] | None = None) -> None:
        """Let it happen; where the step goes on, it may happen again."""
        self.stay(token, left)
        super().fire(token, left)


class ScopeEvent(HangingEvent):
    """What starts an event sub-process: waits while the process or sub-process around is open.

    Source: BPMN 2.0.2, 13.5.4; decision 45.
    """

    def fire(self, token: Token, left: Mapping[str, Any] | None = None) -> None:
        """Begin the event sub-process, in the place of everything else if it interrupts.

        One that does not interrupt may go on several times at once, so each keeps to itself
        what it is told and answered.
        """
        part, parent = token.workflow, token.parent
        self.stay(token, left)
        withdraw(part.unfinished() if self.interrupting else [token])
        begun = parent._add_child(self.outputs[0], TaskState.FUTURE)
        if not self.interrupting:
            begun.internal_data.update(locals={}, key=part.top_workflow.next_id())
        if left is not None:
            leave(begun, self.step.id, dict(left))
        begun.task_spec._update(begun)
        for end in part.unfinished():
            if end.task_spec is part.spec.end:
                end.task_spec._update(end)  # what has been the last token is so no more


class BorderOpening(Element):
    """Goes before a step with events on its border: opens all of them together."""

    @staticmethod
    def name_for(step: str) -> str:
        """Return the name under which the border of a step is found."""
        return f"{step} [border]"


class BorderClosing(Element):
    """Goes after a step and each of its border events: cancels what is no longer waited for."""

    def _update_hook(self, token: Token) -> bool:
        done = token.parent
        if getattr(done.task_spec, "interrupting", True):
            withdraw(done.parent.children)
        return True


def borders(token: Token) -> list[Token]:
    """Return the tokens of the events on the border of the step a token does."""
    whole = token.parent if "index" in token.internal_data else token
    if whole.parent is None or not isinstance(whole.parent.task_spec, BorderOpening):
        return []
    return [one for one in whole.parent.children if isinstance(one.task_spec, BoundaryEvent)]


def scope_borders(token: Token) -> list[Token]:
    """Return the tokens of the events that hang on the process or sub-process of a token."""
    others = token.workflow.tasks.values()
    return [one for one in others if isinstance(one.task_spec, ScopeEvent)]


def armed_around(token: Token) -> Iterator[Token]:
    """Yield the tokens of the events that wait while a token's step is done, the nearest first.

    They hang on the step, or on what it lies in: sub-processes, processes, and calls of them. An
    event that waits for its next time is not about what came of it the last time.
    """
    while token is not None:
        yield from borders(token)
        for event in scope_borders(token):
            if token.task_spec not in event.task_spec.outputs:
                yield event
        token = token.workflow.carrier
