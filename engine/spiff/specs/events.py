"""Events: what a case waits for, what it tells, how it ends."""

from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.change import Message
from engine.errors import Broken
from engine.spiff.scope import Token
from engine.spiff.specs.causes import Call, Cause, Failure, Terminate
from engine.spiff.specs.gateways import EventGateway
from engine.spiff.specs.nodes import Node, withdraw
from engine.spiff.specs.timers import Limit


class Event(Node):
    """An event; ``cause`` is what makes it happen, or what it makes happen."""

    def __init__(self, *args: Any, cause: Cause = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cause = cause


class CatchEvent(Event):
    """Waits for its cause; without one it just lets tokens through."""

    def _update_hook(self, token: Token) -> bool:
        if self.cause is None or token.internal_data.get("fired"):
            return True
        if token._state < TaskState.WAITING:
            token._set_state(TaskState.WAITING)
            if isinstance(self.cause, (Limit, Call)):
                self.cause.arm(token)
        return False

    def fire(self, token: Token) -> None:
        """Let it happen: the token can go on."""
        token.internal_data["fired"] = True
        self._update(token)

    def _on_complete_hook(self, token: Token) -> None:
        if isinstance(token.parent.task_spec, EventGateway):
            withdraw(token.parent.children)
        super()._on_complete_hook(token)


class ThrowEvent(Event):
    """Tells the world something, or only marks that the case has come here."""

    def _run_hook(self, token: Token) -> bool:
        run = token.workflow.top_workflow
        if isinstance(self.cause, Call):
            run.happened.messages.append(Message(self.cause.name))
        if isinstance(self.cause, Failure):
            _throw(token, self.cause.code)
        return True


class EndEvent(ThrowEvent):
    """Where a token ends."""

    def _on_complete_hook(self, token: Token) -> None:
        part = token.workflow
        if part.carrier is None:
            part.ended = self.step.id
        super()._on_complete_hook(token)
        if isinstance(self.cause, Terminate):
            withdraw(part.unfinished())
            part.finish()


def _catches(spec: Any, code: str | None) -> bool:
    cause = getattr(spec, "cause", None)
    return isinstance(cause, Failure) and cause.code in (None, code)


def _throw(token: Token, code: str | None) -> None:
    """Let the nearest border event for an error happen at once.

    :raises Broken: nobody catches it.
    """
    carrier = token.workflow.carrier
    while carrier is not None:
        border = carrier.parent if "index" in carrier.internal_data else carrier
        for event in border.parent.children:
            if event._state == TaskState.WAITING and _catches(event.task_spec, code):
                event.task_spec.fire(event)
                event.run()
                return
        carrier = carrier.workflow.carrier
    message = "Nobody catches the error “%(error)s” of “%(step)s”."
    raise Broken("error.uncaught", message, error=code, step=token.task_spec.bpmn_id)
