"""Events: what a case waits for, what it tells, how it ends."""

from dataclasses import dataclass
from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.change import Message
from engine.errors import Broken
from engine.spiff.gateways import EventGateway
from engine.spiff.nodes import Element, Node
from engine.spiff.scope import Token
from engine.spiff.timers import Limit, turn


@dataclass(frozen=True)
class Call:
    """A message, waited for or thrown."""

    name: str


@dataclass(frozen=True)
class Failure:
    """An error of the process, thrown at an end and caught at a border.

    :param code: ``None`` at a border catches every error.
    """

    code: str | None


@dataclass(frozen=True)
class Terminate:
    """The end of everything that still goes on in the same part."""


Cause = Limit | Call | Failure | Terminate | None


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
            if isinstance(self.cause, Limit):
                self.cause.arm(token)
        return False

    def fire(self, token: Token) -> None:
        """Let it happen: the token can go on."""
        token.internal_data["fired"] = True
        self._update(token)

    def _on_complete_hook(self, token: Token) -> None:
        if isinstance(token.parent.task_spec, EventGateway):
            _cancel_open(token.parent.children)
        super()._on_complete_hook(token)


class BoundaryEvent(CatchEvent):
    """An event on the border of a step.

    :param interrupting: whether the step is over when it happens.
    """

    def __init__(self, *args: Any, interrupting: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.interrupting = interrupting

    def fire(self, token: Token) -> None:
        """Let it happen; a cycle stays for its next turn."""
        if self.interrupting or not isinstance(self.cause, Limit) or not turn(token):
            super().fire(token)
            return
        token.workflow.top_workflow.happened.passed(token)
        token.internal_data.pop("id", None)
        for after in self.outputs:
            again = token._add_child(after, TaskState.FUTURE)
            again.task_spec._update(again)

    def spread(self, token: Token) -> None:
        """Put new tokens on the ways out; those of earlier turns go on as they are."""
        for after in self.outputs:
            token._add_child(after, TaskState.FUTURE)


class BorderOpening(Element):
    """Goes before a step with events on its border: opens all of them together."""


class BorderClosing(Element):
    """Goes after a step and each of its border events: cancels what is no longer waited for."""

    def _update_hook(self, token: Token) -> bool:
        done = token.parent
        if getattr(done.task_spec, "interrupting", True):
            _cancel_open(done.parent.children)
        return True


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
            _cancel_open(part.unfinished())
            part.finish()


def _cancel_open(tokens: list[Token]) -> None:
    for token in tokens:
        if token._state & TaskState.NOT_FINISHED_MASK:
            token.cancel()


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
