"""One unit of work: all that a deed may lean on."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from app.storage.case import holding
from app.storage.case.cases import Case
from app.storage.case.holding import Held
from app.storage.desk.tasks import Task
from app.storage.ground import connections
from app.storage.ground.writing import WritingSession
from app.storage.office import processes, settings
from app.usecases.calendars.almanac import Almanac
from app.usecases.cards.rulebook import Rulebook
from app.usecases.clocks.grounds import ClockRules
from app.usecases.coordinating.ladder import Ladder
from app.usecases.jobs.registry import JobTypes
from app.usecases.letters.habits import NoticeRules
from app.usecases.meetings.rules import MeetingRules
from app.usecases.outbox import Outbox
from app.usecases.parts import Parts
from engine import Process, Run
from engine.errors import Conflict
from engine.forms import Form
from engine.people import Actor
from engine.rules.calendar import WorkCalendar
from engine.rules.watch import Limits


class Work:
    """All that a deed may lean on: one transaction, one actor, one moment."""

    def __init__(self, session: Session, actor: Actor, parts: Parts) -> None:
        self.session, self.actor, self._parts = session, actor, parts
        self.outbox = Outbox()
        self.library = processes.Published(session)
        self._moment: settings.Moment | None = None
        self._leaves_jobs = False
        self.tried: Almanac | None = None  # calendars to count with, as if they were in force
        self.held: Held | None = None
        self._tasks: dict[str, Task] = {}
        self._left: dict[int, tuple[bytes, Run]] = {}
        self._processes: dict[str, Process] = {}

    def hold(self, task_id: str | None = None, number: str | None = None) -> Held | None:
        """Return the case of a task, or with a number, locked until the work ends.

        What is held already is not asked for again. From here on it is the moment of the lock,
        so that recorded times of a case never run backwards (decision 3).

        :raises Conflict: the clock jumped and nobody has confirmed that it is right.
        """
        held = self.held
        if held is None or not held.has(task_id, number):
            held = holding.hold(self.session, task_id, number)
            if held is not None:
                self.held, self._moment = held, held.moment
                self.trust_clock()
        return held

    def take_time(self) -> None:
        """Let the work take as long as it needs; it is one that holds no case."""
        connections.be_patient(self.session.connection())

    def read_ahead(self, read: Iterable[Task]) -> None:
        """Have tasks ready that will be asked for one by one."""
        self._tasks.update((task.id, task) for task in read)

    def task(self, task_id: str | None) -> Task | None:
        """Return a task, if there is one with this id."""
        if task_id is None:
            return None
        return self._tasks.get(task_id) or self.session.get(Task, task_id)

    def trust_clock(self) -> None:
        """Refuse to record anything on a case while nobody knows what time it is.

        :raises Conflict: the clock jumped and nobody has confirmed that it is right.

        Source: docs/decisions/0120-a-clock-that-jumps-stops-the-office.md.
        """
        if self.clock_stopped:
            message = "The office's clock jumped. Nothing is recorded until it was confirmed."
            raise Conflict("clock.stopped", message)

    @property
    def clock_stopped(self) -> bool:
        """Whether the clock jumped and nobody has confirmed that it is right."""
        return self._at.stopped

    @property
    def watch(self) -> Limits:
        """From when on a jump of the clock, or that nobody ticks, is noticed."""
        return self._parts.watch

    def forget_tasks(self, ids: Iterable[str]) -> None:
        """Let go of tasks nobody is asked any more, where the case they belong to is held."""
        if self.held is not None:
            for task_id in ids:
                self.held.tasks.pop(task_id, None)

    @property
    def now(self) -> datetime:
        """The database's moment, in the office's zone; the same for everything from here on."""
        return (self._moment or self._at).here

    def set_moment(self, moment: settings.Moment) -> None:
        """Take the moment that was read together with something else."""
        self._moment = moment

    @property
    def today(self) -> date:
        """The day it is at the office."""
        return self.now.date()

    @property
    def calendar(self) -> WorkCalendar:
        """The calendar in force for the office as a whole."""
        return self.almanac.of(None)

    def calendar_of(self, department: str | None, since: datetime | None = None) -> WorkCalendar:
        """Return the calendar a department counts by: that of the office, and what is its own.

        :param since: when what is counted began: a later change may have let it keep its dates.
        """
        almanac = self.almanac if since is None else self.almanac.known_to(since)
        return almanac.of(department)

    @property
    def almanac(self) -> Almanac:
        """All calendars of the version in force, or of one that is being tried."""
        if self.tried is not None:
            return self.tried
        return self._parts.calendars.get(self.session, (self._moment or self._at).calendar_version)

    @property
    def clock(self) -> ClockRules:
        """The rules of the legal clock in this office."""
        return self._parts.clock

    @property
    def notices(self) -> NoticeRules:
        """Which notices leave the house and how."""
        return self._parts.notices

    @property
    def meetings(self) -> MeetingRules:
        """How joint meetings and surveys are held in this office."""
        return self._parts.meetings

    @property
    def ladder(self) -> Ladder:
        """The rungs on which conflicts are coordinated in this office."""
        return self._parts.ladder

    @property
    def rulebook(self) -> Rulebook:
        """The rules of cards in force."""
        return self._parts.rulebooks.get(self.session, self._at.card_rules_version)

    @property
    def job_types(self) -> JobTypes:
        """What the office can do by itself."""
        return self._parts.job_types

    def call_machines(self) -> None:
        """Let those who do jobs look as soon as this work is stored."""
        self._leaves_jobs = True

    @property
    def messages_live(self) -> timedelta:
        """How long a message waits for its receiver where it does not say."""
        return self._parts.messages_live

    def process(self, digest: str) -> Process:
        """Return a published process, read and ready.

        :raises NotFound: it was never published here.
        """
        if digest not in self._processes:
            self._processes[digest] = processes.read(self.session, digest)
        return self._processes[digest]

    def process_of(self, task: Task, case: Case) -> Process:
        """Return the process a task is a step of: the case's own, or one that it calls."""
        return self.process(task.process or case.process_digest)

    def instructions_of(self, task: Task, case: Case) -> str:
        """Return what the diagram explains about the step of a task."""
        step = self.process_of(task, case).steps.get(task.step)
        return step.documentation if step is not None else ""

    def form_of(self, task: Task, case: Case) -> Form | None:
        """Return the form a task asks, if it asks one."""
        return self.process_of(task, case).forms.get(task.form) if task.form else None

    def lent(self, case: Case, process: Process) -> Run | None:
        """Return the run of a case where it is in memory as it is stored; only to who writes."""
        writes = isinstance(self.session, WritingSession)
        return self._parts.runs.take(case.run_state, process) if writes else None

    def leave(self, case: Case, run: Run) -> None:
        """Leave a run that was moved to whoever moves it next, once this work is committed."""
        self._left.pop(case.id, None)
        if run.ended is None:
            self._left[case.id] = (case.run_state, run)

    def committed(self) -> None:
        """Hand on what the next ones may need of this work."""
        self._parts.runs.keep(dict(self._left.values()))
        if self._leaves_jobs:
            self._parts.bell.set()

    @property
    def _at(self) -> settings.Moment:
        if self._moment is None:
            self._moment = settings.moment(self.session)
        return self._moment
