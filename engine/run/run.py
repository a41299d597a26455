"""What can be done to a run."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, Self
from uuid import UUID, uuid4

from engine.change import Change, Done, Message, Return
from engine.errors import Conflict
from engine.process import EMPTY, Process
from engine.run.standing import Names, Standing
from engine.spiff import (
    Budget,
    Library,
    Workflow,
    asking,
    difference,
    moves,
    pin,
    returning,
    throwing,
)


class Run(Standing):
    """Moves a case; every move returns the ``Change`` it made.

    A run does no I/O and has no clock: the same state and the same move make the same change.
    Save after each move. A move that raises ``Broken`` has changed nothing that is saved; the
    run itself must be thrown away.
    """

    @classmethod
    def start(
        cls,
        process: Process,
        application: dict[str, Any],
        item: dict[str, Any],
        at: datetime,
        *,
        id: UUID | None = None,
        library: Library = EMPTY,
    ) -> tuple[Self, Change]:
        """Begin at the start event, with what was handed in.

        :param application: read-only for expressions, like ``item``; not part of the state.
        :param at: the moment of the step, aware, in the office's zone.
        :param id: the source of all ids of the run; random when it is not given.
        :param library: where called processes are found.
        :raises Broken: the process cannot go on from its start.
        """
        workflow = Workflow(process.definition, id or uuid4(), library)
        workflow.application, workflow.item = application, item
        workflow.begin()
        pin(workflow, process.definition)
        run = cls(process, workflow)
        return run, run._move(at, lambda: None)

    def complete(self, task_id: str, answers: Names, at: datetime) -> Change:
        """Take a person's answers and go on until people are needed again.

        The applicant's answers to the form of the application become the application.

        :param answers: already checked against the form.
        :raises Conflict: somebody else was faster, or the step was withdrawn.
        :raises Broken: the process cannot go on.
        """
        token = self._task(task_id)
        role, form = asking.role(token), token.task_spec.step.form
        own = token.workflow.definition is self.process.definition
        if own and self.process.corrects(role, form):
            self.set_application(dict(answers))
            return self._move(at, lambda: moves.leave(token), task_id)
        return self._move(at, lambda: moves.answer(token, answers), task_id)

    def pass_timer(self, timer_id: str, at: datetime, turns: int = 1) -> Change:
        """Let a limit pass: the drawn event happens, or a step nobody answered is settled.

        :param turns: of a cycle: for how many turns this one stands, see ``turns_due``.
        :raises Conflict: the limit no longer counts.
        :raises Broken: the process cannot go on.
        """
        token = self._waiting().timers.get(timer_id)
        if token is None:
            raise Conflict("timer.stopped", "This limit no longer counts.")
        silent = asking.timer(token).task_id or timer_id
        return self._move(at, lambda: moves.pass_limit(token, turns), timer_id, silent)

    def message(self, name: str, payload: Names, at: datetime, key: str | None = None) -> Change:
        """Let a message arrive, wherever the run waits for it.

        :param key: reaches the waits with this key; ``None`` those without.
        :raises Conflict: the run does not wait for it.
        :raises Broken: the process cannot go on.
        """
        return self._call(Message(name, payload, key), at)

    def signal(self, name: str, payload: Names, at: datetime) -> Change:
        """Let a signal arrive, wherever the run waits for it.

        :raises Conflict: the run does not wait for it.
        :raises Broken: the process cannot go on.
        """
        return self._call(Message(name, payload, kind="signal"), at)

    def add_instance(self, step: str, element: Any, at: datetime) -> Change:
        """Ask one more of several, while their step goes on.

        :param element: what the instance is about, as in the list of the step.
        :raises Conflict: the step is not open, or this one is asked already.
        :raises Broken: the process cannot go on.
        """
        token = self._several(step)
        members = asking.several(token)
        if element in (*members.asked, *members.waiting, *members.answered):
            message = "“%(element)s” is asked already."
            raise Conflict("instances.asked", message, element=element)
        return self._move(at, lambda: moves.add_instance(token, element))

    def drop_instance(self, step: str, element: Any, at: datetime) -> Change:
        """Ask one of several no more; the step goes on with the others.

        :param element: what the instance is about, as in the list of the step.
        :raises Conflict: the step is not open, or this one is not asked or has answered.
        :raises Broken: the process cannot go on.
        """
        token = self._several(step)
        members = asking.several(token)
        if element not in (*members.asked, *members.waiting):
            message = "“%(element)s” is not asked, or has answered already."
            raise Conflict("instances.not_asked", message, element=element)
        return self._move(at, lambda: moves.drop_instance(token, element))

    def finish_job(self, job_id: str, result: Names, at: datetime) -> Change:
        """Take what a job brought and go on.

        :raises Conflict: the job was already done, or is no longer wanted.
        :raises Broken: the process cannot go on.
        """
        token = self._job(job_id)
        return self._move(at, lambda: moves.bring(token, result), job_id)

    def fail_job(self, job_id: str, error: str, at: datetime) -> Change:
        """Let the error events around a job that could not be done go on with its case.

        :param error: the code of the error.
        :raises Conflict: the job was already done, or is no longer wanted.
        :raises Broken: nobody catches the error, or the process cannot go on.
        """
        token = self._job(job_id)
        return self._move(at, lambda: moves.fail(token, error), job_id)

    def return_to(self, task_id: str, asked: Return, at: datetime) -> Change:
        """Return a task to a step the case has come through on its way there.

        :raises Conflict: the task is closed, or ``return.not_passed``,
            ``return.earlier_turn``, ``return.final``, ``return.by_event``, ``return.pending``,
            ``return.no_shortcut`` or ``return.other_version``.
        :raises Invalid: ``return.straight_keeps`` or ``return.straight_one``.
        :raises Broken: the process cannot go on.

        Source: decision 150.
        """
        plan = returning.planned(self._task(task_id), asked)
        return self._move(at, lambda: returning.go_back(plan), task_id)

    def reopen(self, place: str, indexes: Iterable[int], at: datetime) -> Change:
        """Ask some instances of an activity again; what has come of their answers waits for them.

        :param place: the activity, as ``Goal.place`` tells it.
        :param indexes: from 0, as ``instances`` tells them.
        :raises Conflict: ``reopen.not_asked``, ``reopen.answers_gone``, or what a return refuses.
        :raises Invalid: ``reopen.not_done``.
        :raises Broken: the process cannot go on.

        Source: decision 151.
        """
        deed = returning.reopening(self.workflow, place, indexes)
        return self._move(at, deed)

    def undo(self, done: Done, at: datetime) -> Change:
        """Open a task again that was done, while nobody has touched what came of it.

        Where enough was known with it, those are asked again, too, who were asked no more.

        :raises Conflict: ``undo.over``, ``undo.touched``, or what a return refuses.
        :raises Broken: the process cannot go on.

        Source: decision 177.
        """
        return self._move(at, returning.undoing(self.workflow, done))

    def _call(self, told: Message, at: datetime) -> Change:
        meant = throwing.listeners(self.workflow, told)
        if not meant:
            message = "The case does not wait for “%(name)s”."
            raise Conflict("message.not_awaited", message, name=told.name)
        return self._move(at, lambda: throwing.reach(meant, told.payload))

    def _move(self, at: datetime, act: Callable[[], None], *done: str) -> Change:
        """Do a deed, go on, and tell the difference.

        :param done: ids that are over because of the deed itself, and not told again.
        """
        if at.tzinfo is None:
            raise ValueError(f"a move needs an aware moment, not {at}")
        workflow, before = self.workflow, self._waiting()
        workflow.at, workflow.budget = at, Budget()
        self._whole = self._known = None  # a move that fails leaves nothing to go on with
        act()
        happened, after = moves.settle(workflow)
        self._whole, self._known = workflow, after
        change, ended = difference(before, after, happened, done), self.ended
        return replace(change, ended=ended, outcome=self.outcome) if ended else change
