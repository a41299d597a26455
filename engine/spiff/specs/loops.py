"""Activities that are done again: what stands for all turns, and loops with a condition."""

from dataclasses import dataclass
from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.feel import Expression
from engine.spiff.scope import Token, truth
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


@dataclass(frozen=True)
class Loop:
    """What ``standardLoopCharacteristics`` say.

    :param most: so many turns at most.
    :param test_before: whether the condition is asked before the first turn, too.
    """

    condition: Expression | None
    most: int | None
    test_before: bool


class StandardLoop(Repeated):
    """Stands for all turns together; the answers of a turn are those of the activity.

    :param loop: what the file says.

    Source: BPMN 2.0.2, 13.3.6; decision 61.
    """

    def __init__(self, *args: Any, loop: Loop, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.loop = loop

    @property
    def answer(self) -> str | None:
        """Return the name under which each turn leaves something."""
        once: str | None = self._wf_spec.task_specs[self.once].answer
        return once

    def _update_hook(self, token: Token) -> bool:
        if token._state >= TaskState.READY:
            return False
        if self.loop.test_before and not self._again(token, 0):
            return True
        token._set_state(TaskState.STARTED)
        self.begin(token, 0)
        return False

    def repetition_done(self, token: Token, repetition: Token) -> None:
        """Begin another turn, or be done."""
        turns = repetition.internal_data["index"] + 1
        if self._again(token, turns):
            self.begin(token, turns)
        else:
            token._ready()

    def _again(self, token: Token, turns: int) -> bool:
        """Return whether there is another turn; ``loopCounter`` says how many there were."""
        if self.loop.most is not None and turns >= self.loop.most:
            return False
        return self.loop.condition is None or truth(
            self.loop.condition, token, {"loopCounter": turns}
        )
