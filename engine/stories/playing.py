"""Plays a story."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from engine.change import Change, OpenTask
from engine.errors import Broken, Conflict, Fault, Invalid, Refusal
from engine.process import EMPTY, Library, Process
from engine.rules.calendar import WorkCalendar
from engine.rules.signatures import check_signer
from engine.run import Run
from engine.stories.clocks import Clock
from engine.stories.comparing import compare
from engine.stories.results import Entry, Played
from engine.stories.telling import Story, moment

MOST_TIMERS = 1000
"""A wait in which more limits pass than this never ends."""

ID = UUID(int=0)
"""A story has the same ids whenever it is told."""

Step = Mapping[str, Any]


def play(
    process: Process,
    story: Story,
    calendar: WorkCalendar,
    library: Library = EMPTY,
    between: Callable[[Run], Run] = lambda run: run,
) -> Played:
    """Play a story; whatever does not come as promised is among the faults.

    Who may act is not the engine's matter: ``by`` is only looked at where the one who
    approves must not be the one who examined.

    :param library: the processes it may call.
    :param between: what happens to the run after each move, such as being saved and loaded.
    """
    player = _Player(process, story, Clock(moment(story.start["at"]), calendar), library)
    player.between = between
    return compare(player.told(player.play()))


class _Player:
    """The run, the clock and what happened so far."""

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
            "pause": lambda step: self.clock.pause(step["pause"]),
            "resume": lambda _: self.clock.resume(),
        }

    def play(self) -> tuple[Fault, ...]:
        """Go through the steps until one does not come as promised; return why."""
        for number, step in enumerate((self.story.start, *self.story.steps)):
            place = f"steps.{number - 1}" if number else "start"
            fault = self._step(place, step)
            if fault:
                return (fault,)
        return ()

    def told(self, faults: tuple[Fault, ...]) -> Played:
        """Return what came of the story so far."""
        run, asked = self.run, self.run.open_tasks() if self.run else ()
        return Played(
            story=self.story,
            entries=tuple(self.entries),
            asks=tuple(sorted({task.step for task in asked})),
            ended=run.ended if run else None,
            outcome=run.outcome if run else None,
            dates=self.clock.dates(self.story.item, asked, self._opened(asked)),
            faults=faults,
        )

    def _step(self, place: str, step: Step) -> Fault | None:
        kind = next(kind for kind in self.deeds if kind in step)
        promised, told = step.get("refused"), f"{kind} {_name(kind, step)}".strip()
        try:
            self.deeds[kind](step)
        except Refusal as refusal:
            if promised in _codes(refusal):
                self._note(kind, step, refused=promised)
                return None
            message = "“%(told)s” is refused: %(why)s"
            return Fault(place, "story.refused", message, {"told": told, "why": str(refusal)})
        except Broken as error:
            self.run = None
            message = "“%(told)s” is an incident: %(why)s"
            return Fault(place, "story.broken", message, {"told": told, "why": str(error)})
        if promised:
            params = {"told": told, "code": promised}
            return Fault(place, "story.not_refused", "“%(told)s” is not refused: %(code)s", params)
        return None

    def _start(self, step: Step) -> None:
        application, item = dict(step["application"]), dict(self.story.item)
        if form := self.process.start_form:
            application = form.check(application, {"item": item}, self.clock.now)
        self.run, change = Run.start(
            self.process, application, item, self.clock.now, id=ID, library=self.library
        )
        self._note("start", step, change)

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
        if own and self.process.corrects(task.role, task.form):
            self.clock.complete()
        if task.sign == "examine":
            self.examiners.setdefault(task.scope, []).append(signer)
        self._note("do", step, run.complete(task.id, answers, self.clock.now))

    def _message(self, step: Step) -> None:
        run, told = self._running(), step.get("payload", {})
        change = run.message(step["message"], told, self.clock.now, step.get("key"))
        self._note("message", step, change)

    def _signal(self, step: Step) -> None:
        change = self._running().signal(step["signal"], step.get("payload", {}), self.clock.now)
        self._note("signal", step, change)

    def _job(self, step: Step) -> None:
        run = self._running()
        wanted = [job.id for job in run.jobs() if step["job"] in (job.step, job.type)]
        job = wanted[0] if wanted else ""
        if "error" in step:
            change = run.fail_job(job, step["error"], self.clock.now)
        else:
            change = run.finish_job(job, step.get("result", {}), self.clock.now)
        self._note("job", step, change)

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
            self._note("passed", {"passed": timer.step}, run.pass_timer(timer.id, self.clock.now))
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

    def _note(
        self, what: str, step: Step, change: Change | None = None, refused: str | None = None
    ) -> None:
        by, department = step.get("by"), step.get("department")
        name = _name(what, step)
        self.entries.append(Entry(self.clock.now, what, name, by, department, change, refused))
        if change and self.run:
            self.run = self.between(self.run)
            self.clock.note(change, self.run.open_tasks())

    def _opened(self, asked: tuple[OpenTask, ...]) -> dict[str, datetime]:
        moments = {
            task.id: entry.at
            for entry in self.entries
            if entry.change
            for task in entry.change.opened
        }
        return {task.id: moments[task.id] for task in asked}


def _name(kind: str, step: Step) -> str:
    return str(step.get(kind, "")) if kind not in ("application", "start") else ""


def _codes(refusal: Refusal) -> set[str]:
    faults = refusal.faults if isinstance(refusal, Invalid) else ()
    return {refusal.code, *(fault.code for fault in faults)}
