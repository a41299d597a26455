"""What is built once, when the product starts, and lent to every unit of work."""

from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event, Lock
from typing import Protocol

from sqlalchemy.orm import Session

from app.storage.clock import calendar
from app.storage.ground.database import Database
from app.usecases.calendars.almanac import Almanac
from app.usecases.cards.rulebook import Rulebooks
from app.usecases.clocks.grounds import ClockRules, clock_rules
from app.usecases.coordinating.ladder import Ladder, ladder
from app.usecases.jobs.registry import NOBODY, JobTypes
from app.usecases.letters.habits import NoticeRules, notice_rules
from app.usecases.live_runs import LiveRuns
from app.usecases.meetings.rules import MeetingRules, meeting_rules
from engine.rules.watch import Limits


class Calendars:
    """Keeps the calendars of the version in force read."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._read: tuple[int, Almanac] | None = None

    def get(self, session: Session, version: int) -> Almanac:
        """Return the calendars of this version, read at most once."""
        with self._lock:
            if self._read is None or self._read[0] != version:
                self._read = (version, Almanac(calendar.apart(session, version)))
            return self._read[1]


class Bell(Protocol):
    """Rung after a commit that left jobs to do, for those who do them."""

    def set(self) -> None:
        """Let them look."""


@dataclass(frozen=True)
class Parts:
    """What is built once, in ``create_app``, and lent to every unit of work.

    :param runs: what deeds have left of the runs they moved.
    :param bell: rung after a commit that left jobs to do, for those who do them.
    :param messages_live: how long a message waits for its receiver where it does not say.
    :param watch: from when on a jump of the clock, or that nobody ticks, is noticed.
    :param clock: the rules of the legal clock.
    :param notices: which notices leave the house and how.
    :param meetings: how joint meetings and surveys are held.
    :param ladder: the rungs on which conflicts are coordinated.
    """

    database: Database
    calendars: Calendars = field(default_factory=Calendars)
    rulebooks: Rulebooks = field(default_factory=Rulebooks)
    runs: LiveRuns = field(default_factory=LiveRuns)
    job_types: JobTypes = NOBODY
    bell: Bell = field(default_factory=Event)
    messages_live: timedelta = timedelta(days=30)
    watch: Limits = Limits()
    clock: ClockRules = field(default_factory=clock_rules)
    notices: NoticeRules = field(default_factory=notice_rules)
    meetings: MeetingRules = field(default_factory=meeting_rules)
    ladder: Ladder = field(default_factory=ladder)
