"""What every element of a running diagram has in common.

SpiffWorkflow foresees future steps and carries data from step to step. Both are dear and the
source of wrong results, so here a step comes into being when the one before it is done, and
tokens carry no data (see ``scope``).
"""

from collections.abc import Iterable
from typing import Any

from SpiffWorkflow.bpmn.specs.bpmn_task_spec import BpmnTaskSpec
from SpiffWorkflow.bpmn.specs.mixins.bpmn_spec_mixin import BpmnSpecMixin
from SpiffWorkflow.util.task import TaskState

from engine.spiff.elements import Step
from engine.spiff.scope import Token, home, keep
from engine.spiff.specs import passing
from engine.spiff.specs.coming_back import come_back
from engine.spiff.specs.ways import Way, default


class Element(BpmnTaskSpec):
    """Anything a token can be at, also what the drawing does not show.

    ``rechecks`` says that it waits for other tokens and looks again when one of them is done,
    ``patient`` that it looks only when nothing else can move by itself, ``joins`` that its
    tokens keep by which flow they came, ``hangs`` that it hangs on a border: one that waits
    there is no token of its own.
    """

    rechecks = False
    patient = False
    joins = False
    hangs = False

    def test(self) -> None:
        """Find nothing wrong: elements are connected when the file is read."""

    def _predict(self, token: Token, *_: Any, **__: Any) -> None:
        """Foresee nothing: what comes next is made when this is done."""

    def _update_hook(self, token: Token) -> bool:
        return True

    def _run_hook(self, token: Token) -> bool | None:
        return True

    def _on_ready_hook(self, token: Token) -> None:
        """Tell nobody: what happens is told in the ``Change``."""

    def _on_complete_hook(self, token: Token) -> None:
        self.spread(token)

    def spread(self, token: Token) -> None:
        """Put a token at everything that follows."""
        for after in self.outputs:
            passing.hand_on(token, token._add_child(after, TaskState.FUTURE))


class Node(Element, BpmnSpecMixin):
    """An element of the diagram; several flows lead out of it as out of an inclusive split.

    ``border`` holds the events that hang on it, ``repeats`` says that it stands for repetitions,
    ``replaces`` that it takes the place of everything else in its process or sub-process;
    ``fills`` are the data objects that keep what it leaves.

    :param step: what the file says about it.
    """

    repeats = False
    replaces = False

    def __init__(self, wf_spec: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(wf_spec, step.id, bpmn_name=step.name, **kwargs)
        self.step = step
        self.ways: list[Way] = []
        self.entering: list[str] = []
        self.border: list[Node] = []
        self.fills: tuple[str, ...] = ()

    @property
    def answer(self) -> str | None:
        """Return the name under which it leaves something."""
        return self.step.id

    def lead(self, way: Way) -> None:
        """Add a way out."""
        self.ways.append(way)
        if way.target.joins:
            way.target.entering.append(way.flow)

    def spread(self, token: Token) -> None:
        """Put a token on every way taken.

        :raises Broken: no condition holds and there is no default.
        """
        super().spread(token)
        if come_back(token):
            return
        taken = self._taken(token) or default(self.ways, self.step.id)
        for way, trail in passing.ways_on(token, taken):
            after = token._add_child(way.target, TaskState.FUTURE)
            after.trail = trail
            if way.target.joins:
                after.internal_data["flow"] = way.flow

    def _taken(self, token: Token) -> list[Way]:
        return [way for way in self.ways if way.holds(token)]

    def _on_complete_hook(self, token: Token) -> None:
        token.workflow.top_workflow.happened.passed(token)
        if self.step.is_final:
            passing.seal(token)
        for name in self.fills:
            keep(token, name, home(token).get(self.answer or ""))
        self.spread(token)
        if "index" in token.internal_data:
            token.parent.task_spec.repetition_done(token.parent, token)


def withdraw(tokens: Iterable[Token]) -> None:
    """Cancel those of these tokens that have not come to their end."""
    for token in tokens:
        if token._state & TaskState.NOT_FINISHED_MASK:
            token.cancel()
