"""A token as this engine places it: numbered within its run, and silent."""

from SpiffWorkflow.specs.base import TaskSpec
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.spiff.trail import NOWHERE, Trail


class Placed(Task):
    """A token at an element.

    SpiffWorkflow draws a random id for each token, and at each change of its state gathers what a
    log might want to know. Both cost more than the move itself; nobody reads that log, and what
    happened stands in the ``Change``.

    :ivar trail: what it has come through.
    """

    trail: Trail = NOWHERE

    def _add_child(self, spec: TaskSpec, state: int = TaskState.FUTURE) -> "Placed":
        run = self.workflow.top_workflow
        return Placed(self.workflow, spec, self, state, run.next_token())

    def _set_state(self, state: int) -> None:
        self._state = state
