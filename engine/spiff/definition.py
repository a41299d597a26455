"""One diagram, read and ready to run; shared by all its runs and never changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.spiff.calls import Call
from engine.spiff.elements import Step


@dataclass(frozen=True)
class Definition:
    """What the parser makes of a diagram.

    :param digest: of the files it was read from.
    :param spec: the process, and ``inner`` its sub-processes by id, for SpiffWorkflow.
    :param start: the start event.
    :param calls: the processes it calls, in the order of the file.
    :param joint: the activity done once for each of several, by the ids of all that lies in it.
    """

    digest: str
    key: str
    name: str
    start: Step
    steps: Mapping[str, Step]
    spec: Any = field(repr=False)
    inner: Mapping[str, Any] = field(repr=False)
    calls: tuple[Call, ...] = ()
    joint: Mapping[str, str] = field(default_factory=dict)

    def leaves_running(self, event: str) -> bool:
        """Whether what an event hangs on, or lies in, goes on after it has happened."""
        for part in (self.spec, *self.inner.values()):
            if event in part.task_specs:
                return not getattr(part.task_specs[event], "interrupting", True)
        return False

    def watches(self, event: str, step: str) -> bool:
        """Whether an event is armed while a step is done.

        It sits on the border of what the step is or lies in, or begins an event sub-process there.
        """
        drawn, around = self.steps.get(event), self._around(step)
        if drawn is None:
            return False
        if drawn.on is not None:
            return drawn.on == step or drawn.on in around
        own = max(self._around(event), key=lambda one: len(self._around(one)), default=None)
        if own is None or drawn.kind != "startEvent":
            return False
        return own not in around and {*self._around(own)} <= {*around}

    def _around(self, step: str) -> list[str]:
        """Return the sub-processes a step lies in, the innermost first."""
        found = [id_ for id_, part in self.inner.items() if step in part.task_specs]
        return [*found, *(outer for one in found for outer in self._around(one))]
