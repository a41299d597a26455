"""The token game of one run: it goes on by itself as far as it can, within a budget."""

from collections import deque
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.exceptions import SpiffWorkflowException
from SpiffWorkflow.util.task import TaskState

from engine.change import Message
from engine.errors import Broken
from engine.spiff.budget import Budget, refuse_crowd
from engine.spiff.calls import Library
from engine.spiff.definition import Definition
from engine.spiff.game import throwing
from engine.spiff.game.happened import Happened
from engine.spiff.game.locked import LOCKED
from engine.spiff.game.numbers import highest
from engine.spiff.game.part import CalledPart, InnerPart, Part
from engine.spiff.scope import Names, Token
from engine.spiff.specs.events.causes import Alarm


class Workflow(Part, BpmnWorkflow):
    """One run, without a token yet.

    ``at`` is the moment of the move and ``budget`` what it may take; ``application`` and ``item``
    are read-only and not part of the state; ``data`` is the outermost scope. ``pins`` are the
    digests of the versions meant by calls bound to the start of the case, by key. ``thrown``
    holds who catches what an event has just thrown, and what it leaves there. ``repeats`` says that
    a token has come through a step again, so that numbers of passes have become free. ``placed``
    counts the tokens, as long as the run is in memory.
    """

    top_workflow: Any = None

    def __init__(self, definition: Definition, id: UUID, library: Library) -> None:
        self.top_workflow = self
        self.definition, self.id, self.counter = definition, id, 0
        self.placed = 0
        self.passes: int | None = None
        self.repeats = False
        self.library = library
        self.pins: dict[str, str] = {}
        self.at = datetime.min.replace(tzinfo=UTC)
        self.application: Names = {}
        self.item: Names = {}
        self.ended: str | None = None
        self.happened, self.budget = Happened(), Budget()
        self.thrown: deque[tuple[list[Token], Names]] = deque()
        super().__init__(
            definition.spec, definition.inner, script_engine=LOCKED, deserializing=True
        )

    def be_told(self, application: Names, item: Names, library: Library) -> None:
        """Take what is not part of the state."""
        self.application, self.item, self.library = application, item, library

    @property
    def parts(self) -> list[Part]:
        """Return the run and then every open sub-process, as they are now."""
        return [self, *self.subprocesses.values()] if self.subprocesses else [self]

    def tokens(self) -> list[Token]:
        """Return every token of the run as it is now."""
        found = [*self.tasks.values()]
        for part in self.subprocesses.values() if self.subprocesses else ():
            found += part.tasks.values()
        return found

    def next_id(self) -> str:
        """Return a new id, derived from the run's id: the same moves give the same ids."""
        self.counter += 1
        return str(uuid5(self.id, str(self.counter)))

    def next_token(self) -> int:
        """Return the number of a new token."""
        self.placed += 1
        return self.placed

    def next_pass(self) -> int:
        """Return a number greater than those of all passes that a token knows."""
        if self.passes is None:
            self.passes = highest(self)
        self.passes += 1
        return self.passes

    def create_subprocess(self, token: Token, name: str) -> InnerPart:
        """Open a sub-process for a token."""
        part = InnerPart(token.workflow.definition.inner[name], token)
        self.subprocesses[token.id] = part
        part.begin()
        return part

    def open_called(self, token: Token, definition: Definition, given: Names) -> None:
        """Open a called process for a token.

        :param given: all it sees of the process that calls it.
        """
        self.subprocesses[token.id] = part = CalledPart(definition, token, given)
        part.begin()

    def drop_part(self, token: Token) -> None:
        """Forget the sub-process of a token, and all within it."""
        part = self.subprocesses.pop(token.id, None)
        if part is not None:
            part.gone = True
            for inner in part.tasks.values():
                self.drop_part(inner)

    def tell(self, told: Message) -> None:
        """Tell the world a message or signal; a signal also those who wait for it here."""
        self.happened.messages.append(told)
        if told.kind == "signal":
            self.thrown.append((throwing.listeners(self, told), dict(told.payload)))

    def alarm(self, token: Token, alarm: Alarm) -> None:
        """Throw an error or an escalation at a token; uncaught, the escalation comes to nothing.

        :raises Broken: nobody catches an error.
        """
        caught = throwing.catcher(token, alarm)
        if caught is not None:
            self.thrown.append(([caught], {"code": alarm.code}))
        elif alarm.kind == "error":
            message, step = "Nobody catches the error “%(error)s” of “%(step)s”.", token.task_spec
            raise Broken("error.uncaught", message, error=alarm.code, step=step.bpmn_id)

    def deliver(self) -> None:
        """Let what was thrown happen to those who catch it, before anything else goes on."""
        while self.thrown:
            throwing.reach(*self.thrown.popleft())

    def notice(self) -> None:
        """Let the events happen whose conditions have come true.

        :raises Broken: a condition is no condition, or they never stop.
        """
        while (token := throwing.first_true(self)) is not None:
            self.budget.step()
            token.task_spec.fire(token)

    def advance(self) -> None:
        """Go on until only people, machines, messages and time can.

        :raises Broken: the process cannot go on, never stops, or does too much.
        """
        self.notice()
        while ready := self._ready() or self._patient():
            refuse_crowd(self)
            for token in ready:
                if not self._may_run(token):
                    continue
                self.budget.step()
                self._run(token)

    def _ready(self) -> list[Token]:
        """Return the tokens the engine itself can move."""
        ready = TaskState.READY
        return [one for one in self.tokens() if one._state == ready and not one.task_spec.manual]

    def _patient(self) -> list[Token]:
        """Return the first token that waited for all others to move, and may go on now."""
        for token in self.tokens():
            waits = token._state == TaskState.WAITING and token.task_spec.patient
            if waits and token.task_spec.takes(token):
                token._ready()
                return [token]
        return []

    def _may_run(self, token: Token) -> bool:
        part = token.workflow
        return token._state == TaskState.READY and token.id in part.tasks and not part.gone

    def _run(self, token: Token) -> None:
        try:
            token.run()
            self.deliver()
            self.notice()
        except SpiffWorkflowException as error:
            message = "“%(step)s” cannot go on: %(why)s"
            step = token.task_spec.bpmn_id
            raise Broken("run.failed", message, step=step, why=str(error)) from error
