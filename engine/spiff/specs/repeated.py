"""Activities that are done more than once; what stands for all their repetitions together."""

from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.spiff.scope import Token
from engine.spiff.specs.nodes import Node


class Repeated(Node):
    """Stands in the place of an activity; each of its repetitions is a child token.

    ``once`` is the name under which the activity itself is found.
    """

    repeats = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.once = f"{self.step.id} [instance]"

    def begin(self, token: Token, index: int, **kept: Any) -> None:
        """Do the activity once more.

        :param index: how often it was begun before.
        :param kept: what this repetition keeps besides.
        """
        again = token._add_child(self._wf_spec.task_specs[self.once], TaskState.FUTURE)
        again.internal_data.update(index=index, **kept)
        again.task_spec._update(again)

    def repetition_done(self, token: Token, repetition: Token) -> None:
        """Go on when a repetition is done."""
        raise NotImplementedError
