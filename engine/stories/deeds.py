"""What the steps of a story do to its run and its clock."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from engine.change import Change, OpenTask, Return
from engine.errors import Conflict, Invalid
from engine.people import APPLICANT
from engine.process import Library, Process
from engine.rules.opinions import counted
from engine.rules.signatures import check_signer
from engine.run import Run
from engine.stories.clocks import Clock
from engine.stories.results import Entry
from engine.stories.telling import Story, moment

MOST_TIMERS = 1000
"""A wait in which more limits pass than this never ends."""

ID = UUID(int=0)
"""A story has the same ids whenever it is told."""

Step = Mapping[str, Any]


class Deeds:
    """The run, the clock and what happened so far; ``deeds`` are what steps can do, by word."""

    between: Callable[[Run], Run]

    def __init__(self, process: Process, story: Story, clock: Clock, library: Library) -> None:
        self.process, self.story, self.library = process, story, library
        self.clock = clock
        self.entries: list[Entry] = []
        self.examiners: dict[str, list[str]] = {}
        self.run: Run | None = None
        self.deeds: dict[str, Callable[[Step], None]] = {
            "application": self._start,
            "do": self._do,
            "wait": lambda step: self._wait(self.clock.after(step["wait"])),
            "until": lambda step: self._wait(moment(step["until"])),
            "message": self._message,
            "signal": self._signal,
            "job": self._job,
            "return": self._return,
            "reopen": self._reopen,
            "pause": lambda step: self.clock.pause(step["pause"]),
            "resume": lambda _: self.clock.resume(),
        }

    def _start(self, step: Step) -> None:
        application, item = dict(step["application"]), dict(self.story.item)
        if form := self.process.start_form:
            application = form.check(application, {"item": item}, self.clock.now)
        self.run, change = Run.start(
            self.process, application, item, self.clock.now, id=ID, library=self.library
        )
        self.note("start", step, change)

    def _do(self, step: Step) -> None:
        run = self._running()
        task = self._task(step["do"], step.get("department"))
        signer = step.get("by", "")
        if task.sign == "approve":
            check_signer(signer, self.examiners.get(task.scope, ()))
        answers = dict(step.get("answers", {}))
        own = task.process == self.process.digest
        process = self.process if own else self.library.by_digest(task.process)
        if form := process.form_of(task.step):
            answers = form.check(answers, run.names(task.id), self.clock.now)
            answers = counted(answers, form.keys, task.settings)
        if own and task.role == APPLICANT and "accepted" not in self.clock.milestones:
            self.clock.complete()
        if task.sign == "examine":
            self.examiners.setdefault(task.scope, []).append(signer)
        self.note("do", step, run.complete(task.id, answers, self.clock.now))

    def _message(self, step: Step) -> None:
        run, told = self._running(), step.get("payload", {})
        change = run.message(step["message"], told, self.clock.now, step.get("key"))
        self.note("message", step, change)

    def _signal(self, step: Step) -> None:
        change = self._running().signal(step["signal"], step.get("payload", {}), self.clock.now)
        self.note("signal", step, change)

    def _job(self, step: Step) -> None:
        run = self._running()
        wanted = [job.id for job in run.jobs() if step["job"] in (job.step, job.type)]
        job = wanted[0] if wanted else ""
        if "error" in step:
            change = run.fail_job(job, step["error"], self.clock.now)
        else:
            change = run.finish_job(job, step.get("result", {}), self.clock.now)
        self.note("job", step, change)

    def _return(self, step: Step) -> None:
        places = step["return"]
        asked = Return(
            to=(places,) if isinstance(places, str) else tuple(places),
            siblings=step.get("siblings", "keep" if step.get("then") == "straight" else "cancel"),
            then=step.get("then", "again"),
        )
        task = self._task(step.get("from", ""), step.get("department"))
        self.note("return", step, self._running().return_to(task.id, asked, self.clock.now))

    def _reopen(self, step: Step) -> None:
        run, place = self._running(), step["reopen"]
        asked, wanted = run.instances(place), step.get("instances", ())
        indexes = [one.index for one in asked if one.element in wanted]
        self.note("reopen", step, run.reopen(place, indexes, self.clock.now))

    def _wait(self, until: datetime) -> None:
        if until < self.clock.now:
            raise Invalid("story.backwards", "A story never goes back in time.")
        run = self._running()
        for _ in range(MOST_TIMERS):
            due = [(due, timer) for timer in run.timers() if (due := self.clock.due(timer))]
            due = sorted((one for one in due if one[0] <= until), key=lambda one: one[0])
            if not due:
                self.clock.now = until
                return
            passes, timer = due[0]
            self.clock.now = max(passes, self.clock.now)
            self.note("passed", {"passed": timer.step}, run.pass_timer(timer.id, self.clock.now))
        raise Invalid("story.endless", "Too many limits pass in one wait.")

    def _task(self, step: str, department: str | None) -> OpenTask:
        """Return the open task a story means.

        :raises Conflict: the step is not open, or several departments are asked.
        """
        tasks = [task for task in self._running().open_tasks() if task.step == step]
        tasks = [task for task in tasks if department in (None, task.department)]
        if not tasks:
            raise Conflict("task.closed", "“%(step)s” is not open.", step=step)
        if len({(task.department, task.role) for task in tasks}) > 1:
            raise Conflict("story.which", "“%(step)s” is asked of several: say of whom.", step=step)
        return tasks[0]

    def _running(self) -> Run:
        if self.run is None:
            raise Conflict("story.not_started", "The application was refused.")
        return self.run

    def note(
        self, what: str, step: Step, change: Change | None = None, refused: str | None = None
    ) -> None:
        """Keep what happened, and look at the run as it is then."""
        by, department = step.get("by"), step.get("department")
        name = name_of(what, step)
        self.entries.append(Entry(self.clock.now, what, name, by, department, change, refused))
        if change and self.run:
            self.run = self.between(self.run)
            self.clock.note(change, self.run.open_tasks())


def name_of(kind: str, step: Step) -> str:
    """Return what a step is about: a step of the process, a message; nothing for a start."""
    return str(step.get(kind, "")) if kind not in ("application", "start") else ""
