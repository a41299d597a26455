"""A run: one case on its way through a process."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Self
from uuid import UUID, uuid4

from engine.change import Change, Job, OpenTask, Timer
from engine.errors import Conflict
from engine.people import APPLICANT
from engine.process import Process
from engine.spiff import Workflow, asking, codec, moves, scope

Names = Mapping[str, Any]


class Run:
    """Moves a case; every move returns the ``Change`` it made.

    A run does no I/O and has no clock: the same state and the same move make the same change.
    Save after each move. A move that raises ``Broken`` has changed nothing that is saved; the
    run itself must be thrown away.
    """

    def __init__(self, process: Process, workflow: Workflow) -> None:
        self.process, self._workflow = process, workflow

    @classmethod
    def start(
        cls,
        process: Process,
        application: dict[str, Any],
        item: dict[str, Any],
        at: datetime,
        *,
        id: UUID | None = None,
    ) -> tuple[Self, Change]:
        """Begin at the start event, with what was handed in.

        :param application: read-only for expressions, like ``item``; not part of the state.
        :param at: the moment of the step, aware, in the office's zone.
        :param id: the source of all ids of the run; random when it is not given.
        :raises Broken: the process cannot go on from its start.
        """
        workflow = Workflow(process.definition, id or uuid4())
        workflow.application, workflow.item = application, item
        run = cls(process, workflow)
        return run, run._move(at, lambda: None)

    @classmethod
    def load(
        cls, process: Process, state: bytes, application: dict[str, Any], item: dict[str, Any]
    ) -> Self:
        """Continue from a saved state.

        :raises Invalid: ``state.damaged``, ``state.unknown_format`` or ``state.other_process``.
        """
        workflow = codec.load(process.definition, state, process.digest)
        workflow.application, workflow.item = application, item
        return cls(process, workflow)

    def save(self) -> bytes:
        """Return the state, to be loaded with the same process.

        :raises Broken: it is too large, or holds a value that cannot be kept.
        """
        return codec.dump(self._workflow, self.process.digest)

    @property
    def id(self) -> UUID:
        """The source of all ids of the run."""
        return self._workflow.id

    @property
    def ended(self) -> str | None:
        """The id of the end event, once the run is over."""
        return self._workflow.ended if self._workflow.completed else None

    @property
    def outcome(self) -> str | None:
        """The ``outcome`` setting of the end event, by default its id."""
        end = self.ended
        return self.process.steps[end].settings.get("outcome", end) if end else None

    def open_tasks(self) -> tuple[OpenTask, ...]:
        """Return what people are asked to do."""
        return tuple(task for _, task in asking.open_tasks(self._workflow))

    def timers(self) -> tuple[Timer, ...]:
        """Return the limits that move the run when they pass."""
        return tuple(timer for _, timer in asking.timers(self._workflow))

    def awaited(self) -> tuple[str, ...]:
        """Return the names of the messages the run waits for."""
        return tuple(dict.fromkeys(name for _, name in asking.calls(self._workflow)))

    def jobs(self) -> tuple[Job, ...]:
        """Return the work the run waits for machines to do."""
        return tuple(job for _, job in asking.jobs(self._workflow))

    def tokens(self) -> tuple[str, ...]:
        """Return the ids of the elements that hold a token."""
        return asking.places(self._workflow)

    def names(self, task_id: str) -> dict[str, Any]:
        """Return what the expressions of an open task see, its form's among them.

        :raises Conflict: the task is not open.
        """
        return scope.visible(self._task(task_id)[0])

    def set_application(self, application: dict[str, Any]) -> None:
        """Go on with a corrected application."""
        self._workflow.application = application

    def complete(self, task_id: str, answers: Names, at: datetime) -> Change:
        """Take a person's answers and go on until people are needed again.

        The applicant's answers to the form of the application become the application.

        :param answers: already checked against the form.
        :raises Conflict: somebody else was faster, or the step was withdrawn.
        :raises Broken: the process cannot go on.
        """
        token, task = self._task(task_id)
        if task.role == APPLICANT and task.form and task.form == self.process.start.form:
            self.set_application(dict(answers))
            return self._move(at, lambda: moves.leave(token), task_id)
        return self._move(at, lambda: moves.answer(token, answers), task_id)

    def pass_timer(self, timer_id: str, at: datetime) -> Change:
        """Let a limit pass: the drawn event happens, or silence is an opinion.

        :raises Conflict: the limit no longer counts.
        :raises Broken: the process cannot go on.
        """
        running = {timer.id: (token, timer) for token, timer in asking.timers(self._workflow)}
        if timer_id not in running:
            raise Conflict("timer.stopped", "This limit no longer counts.")
        token, timer = running[timer_id]
        if timer.effect == "move":
            return self._move(at, lambda: moves.fire(token), timer_id)
        opinion, task_id = {"opinion": asking.silent_opinion(token)}, timer.task_id or ""
        return self._move(at, lambda: moves.answer(token, opinion), timer_id, task_id)

    def message(self, name: str, payload: Names, at: datetime) -> Change:
        """Let a message arrive, wherever the run waits for it.

        :raises Conflict: the run does not wait for it.
        :raises Broken: the process cannot go on.
        """
        waiting = [token for token, call in asking.calls(self._workflow) if call == name]
        if not waiting:
            text = "The case does not wait for “%(name)s”."
            raise Conflict("message.not_awaited", text, name=name)
        return self._move(at, lambda: moves.call(waiting, payload))

    def finish_job(self, job_id: str, result: Names, at: datetime) -> Change:
        """Take what a job brought and go on.

        :raises Conflict: the job was already done, or is no longer wanted.
        :raises Broken: the process cannot go on.
        """
        wanted = {job.id: token for token, job in asking.jobs(self._workflow)}
        if job_id not in wanted:
            raise Conflict("job.closed", "This job is done or no longer wanted.")
        return self._move(at, lambda: moves.bring(wanted[job_id], result))

    def _task(self, task_id: str) -> tuple[Any, OpenTask]:
        for token, task in asking.open_tasks(self._workflow):
            if task.id == task_id:
                return token, task
        raise Conflict("task.closed", "This step is no longer open.")

    def _move(self, at: datetime, act: Callable[[], Any], *done: str) -> Change:
        if at.tzinfo is None:
            raise ValueError(f"a move needs an aware moment, not {at}")
        workflow, before = self._workflow, _Waiting(self)
        workflow.at = at
        del self._workflow  # a move that fails leaves nothing to go on with
        act()
        happened = moves.settle(workflow)
        self._workflow = workflow
        after = _Waiting(self)
        return Change(
            opened=tuple(task for id_, task in after.tasks.items() if id_ not in before.tasks),
            closed=tuple(id_ for id_ in before.tasks if id_ not in {*after.tasks, *done}),
            started=tuple(one for id_, one in after.timers.items() if id_ not in before.timers),
            stopped=tuple(id_ for id_ in before.timers if id_ not in {*after.timers, *done}),
            passed=tuple(happened.steps),
            milestones=tuple(happened.milestones),
            papers=tuple(happened.papers),
            jobs=tuple(id_ for id_ in after.jobs if id_ not in before.jobs),
            messages=tuple(happened.messages),
            ended=self.ended,
            outcome=self.outcome,
        )


class _Waiting:
    """What a run waits for at one moment, by id."""

    def __init__(self, run: Run) -> None:
        self.tasks = {task.id: task for task in run.open_tasks()}
        self.timers = {timer.id: timer for timer in run.timers()}
        self.jobs = {job.id for job in run.jobs()}
