"""Events on the border of a step, and the border itself."""

from collections.abc import Mapping
from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.spiff.scope import Token
from engine.spiff.specs.events import CatchEvent
from engine.spiff.specs.nodes import Element, withdraw
from engine.spiff.specs.timers import Limit, next_turn


class BoundaryEvent(CatchEvent):
    """An event on the border of a step.

    :param interrupting: whether the step is over when it happens.
    """

    hangs = True

    def __init__(self, *args: Any, interrupting: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.interrupting = interrupting

    def fire(self, token: Token, left: Mapping[str, Any] | None = None) -> None:
        """Let it happen; where the step goes on, another token waits for the next time.

        Another one, because the step withdraws its border when it is done, and not what has
        come of it.
        """
        if not self.interrupting and (kept := self._next_time(token)) is not None:
            again = token.parent._add_child(self, TaskState.WAITING)
            again.internal_data.update(kept)
        super().fire(token, left)

    def _next_time(self, token: Token) -> dict[str, Any] | None:
        """Return what the token for the next time keeps, if there is a next time."""
        if not isinstance(self.cause, Limit):
            return dict(token.internal_data)
        timer = next_turn(token)
        return {"timer": timer} if timer else None


class BorderOpening(Element):
    """Goes before a step with events on its border: opens all of them together."""


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
