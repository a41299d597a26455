"""Why a limit ends on its day: every day from the first to the last, and whether it counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from engine.rules.announced import kept
from engine.rules.calendar import WorkCalendar
from engine.rules.cycles import as_period
from engine.rules.deadlines import OFFICE_ZONE, counted_to, last_day, passes_at, time_left
from engine.rules.pauses import OUTAGE, Pause
from engine.rules.timers import Rule
from engine.rules.units import Count, count_of

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Day:
    """One line of the explanation of a limit.

    :param why: ``start`` for the day that starts the limit; a code of ``WorkCalendar.why``;
        ``paused``; ``extended`` for a day an extension added; ``rolled`` for the working day
        a period that ended on a rest day moved to; ``announced`` for a day that stays in
        time because it was announced before the calendar changed.
    :param name: what the holiday, make-up day or outage is called; the ground of a pause.
    :param amount: how much of the unit it uses up: one day, so many half days or minutes.
    """

    date: date
    counted: bool
    why: str
    name: str = ""
    amount: int = 0


_LICENSING, _CIVIL = "Administrative Licensing Law, Art. %s", "Civil Code, Art. %s"
_ARTICLES = {
    "working_days": (_LICENSING % "82", _CIVIL % "201"),
    "natural_days": (_CIVIL % "201", _CIVIL % "203"),
    "months": (_CIVIL % "202", _CIVIL % "203"),
    "working_hours": (_CIVIL % "201", _CIVIL % "203"),
    "half_days": (_LICENSING % "82", _CIVIL % "203"),
    "closing": (_LICENSING % "82", _CIVIL % "203"),
}


@dataclass(frozen=True)
class Explanation:
    """A limit day by day.

    :param due_at: the moment it passes; ``due_on`` is the last day in time.
    :param unit: what the days count: ``working_days``, ``natural_days``, ``half_days`` or
        ``minutes``; nothing of a moment the rule itself names, nor of calendar time within a day.
    """

    rule: Rule
    extra: int
    due_on: date
    due_at: datetime
    provisional: bool
    unit: str
    days: tuple[Day, ...]

    @property
    def total(self) -> int:
        """What the days that count add up to: the limit with its extension."""
        return sum(day.amount for day in self.days)

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles of law by which the days are counted."""
        told: tuple[str, ...] = _ARTICLES.get(as_period(self.rule).kind, ())
        if any(day.why == "extended" for day in self.days):
            told += (_LICENSING % "42",)
        if any(day.why == "paused" for day in self.days):
            told += (_LICENSING % "45",)
        return told


def explain(
    rule: Rule,
    from_: datetime,
    calendar: WorkCalendar,
    pauses: Sequence[Pause] = (),
    extra: int = 0,
    announced: date | None = None,
    zone: tzinfo = OFFICE_ZONE,
) -> Explanation:
    """Explain a limit day by day, from the day that starts it to its last day.

    :param pauses: those the limit follows, with their grounds.
    :param announced: the last day told before, which a changed table does not shorten.
    :raises Invalid: the rule cannot be read.
    :raises ValueError: a pause still lasts.

    Source: Administrative Licensing Law, Art. 42, 45, 82; Civil Code, Art. 201 to 203.

    >>> start = datetime(2026, 3, 6, 9, tzinfo=OFFICE_ZONE)
    >>> told = explain(Rule("working_days", "1"), start, WorkCalendar({}, [2026]))
    >>> [day.why for day in told.days]
    ['start', 'weekend', 'weekend', 'working']
    """
    local = from_.astimezone(zone)
    used_up = counted_to(rule, local, calendar, pauses, extra, zone)
    passes = time_left(rule, used_up, calendar, pauses, zone)
    last = last_day(passes, zone)
    due = kept(announced or last, last)
    ends = passes_at(due, zone) if due > last else passes
    count = count_of(as_period(rule), (local, used_up.astimezone(zone)), calendar, pauses, extra)
    if count is None or not count.number:
        return Explanation(rule, extra, due, ends, calendar.provisional(due), "", ())
    days = (*_days(count, last), *_announced(last, due))
    return Explanation(rule, extra, due, ends, calendar.provisional(due), count.unit, days)


def _days(count: Count, last: date) -> Iterator[Day]:
    used, day = 0, count.first
    while day <= last:
        amount = count.amount(day)
        why, name = _why(count, day, amount, used)
        yield Day(day, amount > 0, why, name, amount)
        used += amount
        day += _DAY


def _why(count: Count, day: date, amount: int, used: int) -> tuple[str, str]:
    calendar = count.calendar
    plain = calendar.why(day), calendar.name(day)
    if day == count.first:
        return "start", ""
    if amount:
        return ("extended", calendar.name(day)) if used >= count.base else plain
    pause = count.standing(day)
    if pause is not None:
        return plain if pause.ground == OUTAGE else ("paused", pause.ground)
    return ("rolled", "") if calendar.is_working_day(day) else plain


def _announced(after: date, until: date) -> Iterator[Day]:
    for offset in range(1, (until - after).days + 1):
        yield Day(after + offset * _DAY, False, "announced")
