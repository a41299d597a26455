"""Events that tell something, or only mark that the case has come to them; how it ends."""

from typing import Any

from engine.spiff.scope import Token
from engine.spiff.specs.events.causes import Terminate, Thrown
from engine.spiff.specs.nodes import Node, withdraw


class ThrowEvent(Node):
    """Tells the world something, or only marks that the case has come here.

    :param cause: what it makes happen.
    """

    answer = None

    def __init__(self, *args: Any, cause: Thrown | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cause = cause

    def _run_hook(self, token: Token) -> bool:
        if self.cause is not None and not isinstance(self.cause, Terminate):
            self.cause.throw(token)
        return True


class EndEvent(ThrowEvent):
    """Where a token ends.

    Source: BPMN 2.0.2, 13.5.6.
    """

    def _on_complete_hook(self, token: Token) -> None:
        part = whole = token.workflow
        while whole.carrier is not None and whole.carrier.task_spec.replaces:
            whole = whole.carrier.workflow
        if whole.carrier is None:
            whole.ended = self.step.id
        super()._on_complete_hook(token)
        if isinstance(self.cause, Terminate):
            withdraw(part.unfinished())
            part.finish()
