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
