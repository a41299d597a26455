"""Where a run stands: its state, and what it waits for."""

from collections.abc import Mapping
from typing import Any, Self
from uuid import UUID

from engine.change import Asked, Goal, Job, OpenTask, Several, Timer, Wait
from engine.errors import Conflict
from engine.process import EMPTY, Process
from engine.spiff import (
    Library,
    Workflow,
    asking,
    beside,
    codec,
    outside,
    overruling,
    returning,
    scope,
)

Names = Mapping[str, Any]


class Standing:
    """What one may ask of a run without moving it."""

    def __init__(self, process: Process, workflow: Workflow) -> None:
        self.process = process
        self._whole: Workflow | None = workflow
        self._known: asking.Waiting | None = None

    @classmethod
    def load(
        cls,
        process: Process,
        state: bytes,
        application: dict[str, Any],
        item: dict[str, Any],
        library: Library = EMPTY,
    ) -> Self:
        """Continue from a saved state.

        :param library: where called processes are found.
        :raises Invalid: ``state.damaged``, ``state.unknown_format``, ``state.other_process`` or
            ``state.no_process``.
        """
        workflow = codec.load(process.definition, state, library)
        workflow.be_told(application, item, library)
        return cls(process, workflow)

    def rest(self) -> None:
        """Let go of all that is not part of the state, which was just saved."""
        self._known = None
        self.workflow.be_told({}, {}, EMPTY)

    def resume(
        self, application: dict[str, Any], item: dict[str, Any], library: Library = EMPTY
    ) -> Self:
        """Continue after a rest, as one that was loaded from the state would."""
        self.workflow.be_told(application, item, library)
        return self

    def save(self) -> bytes:
        """Return the state, to be loaded with the same process.

        :raises Broken: it is too large, or holds a value that cannot be kept.
        """
        return codec.dump(self.workflow)

    def set_application(self, application: dict[str, Any]) -> None:
        """Go on with a corrected application."""
        self.workflow.application = application

    @property
    def workflow(self) -> Workflow:
        """The tokens, for the engine itself."""
        if self._whole is None:
            raise RuntimeError("a move of this run failed: throw it away and load it again")
        return self._whole

    @property
    def id(self) -> UUID:
        """The source of all ids of the run."""
        return self.workflow.id

    @property
    def ended(self) -> str | None:
        """The id of the end event, once the run is over."""
        return self.workflow.ended if self.workflow.completed else None

    @property
    def outcome(self) -> str | None:
        """The ``outcome`` setting of the end event, by default its id."""
        end = self.ended
        return self.process.steps[end].settings.get("outcome", end) if end else None

    def open_tasks(self) -> tuple[OpenTask, ...]:
        """Return what people are asked to do."""
        return tuple(map(asking.task, self._waiting().tasks.values()))

    def timers(self) -> tuple[Timer, ...]:
        """Return the limits that move the run when they pass."""
        return tuple(map(asking.timer, self._waiting().timers.values()))

    def overruling(self, timer_id: str) -> frozenset[str]:
        """Return the ids of the limits that end what a limit hangs on: it does not interrupt."""
        waiting = self._waiting()
        token = waiting.timers.get(timer_id)
        return overruling(waiting, token) if token is not None else frozenset()

    def beside(self, timer_id: str) -> frozenset[str]:
        """Return the ids of the open tasks that a drawn limit is armed beside, at any depth."""
        waiting = self._waiting()
        token = waiting.timers.get(timer_id)
        return beside(waiting, token) if token is not None else frozenset()

    def awaited(self) -> tuple[Wait, ...]:
        """Return the messages and signals the run waits for."""
        return tuple(map(asking.wait, self._waiting().waits.values()))

    def jobs(self) -> tuple[Job, ...]:
        """Return the work the run waits for machines to do."""
        return tuple(map(asking.job, self._waiting().jobs.values()))

    def several(self) -> tuple[Several, ...]:
        """Return the open steps that several are asked, with who they are."""
        return tuple(map(asking.several, asking.many(self.workflow)))

    def tokens(self) -> tuple[str, ...]:
        """Return the ids of the elements that hold a token."""
        return asking.places(self.workflow)

    def stopping(self) -> Mapping[str, str]:
        """Return the grounds on which open steps stop the legal clock, by their element."""
        return asking.stopping(self.workflow)

    def digests(self) -> frozenset[str]:
        """Return the versions the run needs: its own, those it calls now, those it is bound to."""
        workflow = self.workflow
        open_ = [part.definition.digest for part in workflow.parts]
        return frozenset((*open_, *workflow.pins.values()))

    def names(self, task_id: str) -> dict[str, Any]:
        """Return what the expressions of an open task see, those of its form among them.

        :raises Conflict: the task is not open.
        """
        return scope.visible(self._task(task_id))

    def returns(self, task_id: str) -> tuple[Goal, ...]:
        """Return where a task can be returned to, and what each choice would do; nothing moves.

        :raises Conflict: the task is not open.
        """
        return returning.goals(self._task(task_id))

    def instances(self, place: str) -> tuple[Asked, ...]:
        """Return the instances of an activity that the case is at or has come through.

        :param place: the activity, as ``Goal.place`` tells it.
        :raises Conflict: ``reopen.not_asked``, it has not.
        """
        return returning.asked(self.workflow, place)

    def _waiting(self) -> asking.Waiting:
        """Return what the run waits for; it stays the same until the next move."""
        if self._known is None:
            self._known = asking.Waiting(outside(self.workflow))
        return self._known

    def _task(self, task_id: str) -> Any:
        token = self._waiting().tasks.get(task_id)
        if token is None:
            raise Conflict("task.closed", "This step is no longer open.")
        return token

    def _several(self, step: str) -> Any:
        """Return the token of a step that several are asked.

        :raises Conflict: the step is not open, or open several times.
        """
        found = [each for each in asking.many(self.workflow) if each.task_spec.step.id == step]
        if not found:
            raise Conflict("instances.not_open", "Nobody is asked at this step any more.")
        if len(found) > 1:
            message = "This step goes on several times at once; nobody can be added or dropped."
            raise Conflict("instances.several", message)
        return found[0]

    def _job(self, job_id: str) -> Any:
        token = self._waiting().jobs.get(job_id)
        if token is None:
            raise Conflict("job.closed", "This job is done or no longer wanted.")
        return token
