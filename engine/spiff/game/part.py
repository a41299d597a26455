"""A part of a run: the run itself, or an open sub-process. Its look-ups are flat."""

from typing import Any

from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.util.task import TaskState

from engine.spiff.definition import Definition
from engine.spiff.game.placed import Placed
from engine.spiff.scope import Names, Token
from engine.spiff.specs.nodes import withdraw


class Part:
    """What the run and its open sub-processes have in common.

    ``carrier`` is the token of the sub-process or call this part belongs to, ``gone`` whether
    that token was withdrawn. A part that ``encloses`` sees nothing of what is around it: its
    ``data`` is the outermost scope there is. The ``path`` to it are the ids of the call activities
    it lies in, outermost first.
    """

    carrier: Token = None
    gone = False
    encloses = False
    path: tuple[str, ...] = ()
    definition: Definition
    spec: Any
    data: Names
    tasks: dict[Any, Token]
    task_tree: Token
    completed: bool
    top_workflow: Any

    def begin(self) -> None:
        """Put the first token at the start."""
        number = self.top_workflow.next_token()
        self.task_tree = Placed(self, self.spec.start, None, TaskState.FUTURE, number)
        self.task_tree._ready()

    def unfinished(self) -> list[Token]:
        """Return the tokens that have not come to their end."""
        return [t for t in self.tasks.values() if t._state & TaskState.NOT_FINISHED_MASK]

    def arrange(self, tokens: list[Token]) -> None:
        """Hold these tokens and no others, each after the one it came from, else after the root.

        :param tokens: the root among them.
        """
        root = self.task_tree
        self.tasks = {token.id: token for token in tokens}
        for token in tokens:
            token._children = []
        for token in tokens:
            if token is not root:
                if token._parent not in self.tasks or token._state & TaskState.FINISHED_MASK:
                    token._parent = root.id
                self.tasks[token._parent]._children.append(token.id)

    def finish(self) -> None:
        """Be over, and let the sub-process's token go on."""
        self.completed = True
        if self.carrier is not None and not self.gone:
            self.carrier.workflow.top_workflow.drop_part(self.carrier)
            self.carrier._ready()

    def cancel(self, success: bool = False) -> list[Token]:
        """Withdraw every token."""
        tokens = self.unfinished()
        withdraw(tokens)
        return tokens

    def is_completed(self) -> bool:
        """Return whether this part is over."""
        return self.completed

    def update_waiting_tasks(self) -> None:
        """Let those look again that wait for other tokens."""
        for token in list(self.tasks.values()):
            if token._state == TaskState.WAITING and token.task_spec.rechecks:
                token.task_spec._update(token)

    def _task_completed_notify(self, token: Token) -> None:
        if not self.completed:
            self.update_waiting_tasks()

    def _task_removed_notify(self, token: Token) -> None:
        token.workflow.top_workflow.drop_part(token)


class InnerPart(Part, BpmnSubWorkflow):
    """An open sub-process, without a token yet."""

    def __init__(self, spec: Any, carrier: Token) -> None:
        self.carrier, self.path = carrier, carrier.workflow.path
        self.definition = carrier.workflow.definition
        super().__init__(spec, carrier.id, carrier.workflow.top_workflow, deserializing=True)

    def _calculate_depth(self) -> int:
        return 0


class CalledPart(InnerPart):
    """A called process that is open, without a token yet."""

    encloses = True

    def __init__(self, definition: Definition, carrier: Token, given: Names) -> None:
        super().__init__(definition.spec, carrier)
        self.definition, self.data = definition, given
        self.path = (*self.path, carrier.task_spec.step.id)

    def finish(self) -> None:
        """Be over, and hand back what the call asks for."""
        if not self.gone:
            self.carrier.task_spec.bring(self)
        super().finish()
