"""What a change would do, before anybody decides: day by day, and case by case."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import Select, or_, select

from app.storage.case.cases import Case
from app.storage.clock import calendar as stored
from app.storage.clock.calendar import LIFTED, PROPOSED, REGIONS, CalendarChange
from app.storage.clock.deadlines import OPEN, Deadline
from app.storage.desk.tasks import Task
from app.storage.office.departments import Department
from app.usecases.calendars.almanac import Almanac
from app.usecases.calendars.told_days import ToldDay
from app.usecases.counting import dates
from app.usecases.counting.dates import MovedLimit
from app.usecases.work import Work
from engine.rules.calendar import WorkCalendar
from engine.rules.deadlines import OFFICE_ZONE
from engine.rules.regions import within

_EARLY, _FAR = date(2000, 1, 1), date(2101, 1, 1)


@dataclass(frozen=True)
class ChangedDay:
    """A day that would be another one; nobody told one that follows its weekday, or the law alone.

    :param counts: whether the office works on it, before and after.
    """

    date: date
    before: ToldDay | None
    after: ToldDay | None
    counts: tuple[bool, bool]


@dataclass(frozen=True)
class MovedCase:
    """A running case with the limits that would end at another moment."""

    case: Case
    limits: Sequence[MovedLimit]


def changed_days(work: Work, change: CalendarChange) -> list[ChangedDay]:
    """Return the days a change changes, or changed, where it holds, in order."""
    about = change.department, change.region
    was, becomes = without_it(work, change), with_it(work, change)
    before, after = was.days(*about), becomes.days(*about)
    rules = was.by_notices(), becomes.by_notices()
    return [
        _changed(day, before.get(day), after.get(day), rules)
        for day in sorted({*before, *after})
        if _said(before.get(day)) != _said(after.get(day))
    ]


def new_years(work: Work, change: CalendarChange) -> list[int]:
    """Return the years whose dates are no longer provisional with a change."""
    return sorted(with_it(work, change).years - without_it(work, change).years)


def with_it(work: Work, change: CalendarChange) -> Almanac:
    """Return the calendars with a change: once it is in force, or as it came into force."""
    if change.version is not None:
        return Almanac(stored.in_force(work.session, change.version))
    return Almanac([*stored.in_force(work.session), change])


def without_it(work: Work, change: CalendarChange) -> Almanac:
    """Return the calendars as they are, or were, before a change."""
    if change.version is not None:
        return Almanac(stored.in_force(work.session, change.version - 1))
    return work.almanac


def moved_cases(
    work: Work, change: CalendarChange, after: int = 0, limit: int = 50
) -> tuple[list[MovedCase], int | None]:
    """Return which running cases a proposal would move; nothing is changed.

    One page is what came of looking at so many cases that it could concern.

    :param after: the inner id of the last case looked at.
    :returns: the cases, and the id to go on after, ``None`` at the end; of what was decided
        about nothing.
    """
    if change.state != PROPOSED:
        return [], None
    ids = concerned(work, change, after, limit + 1)
    asked = work.session.scalars(select(Case).where(Case.id.in_(ids[:limit])).order_by(Case.id))
    work.tried = with_it(work, change)
    moved = [MovedCase(case, dates.with_calendar(work, case)) for case in asked]
    return [one for one in moved if one.limits], ids[limit - 1] if len(ids) > limit else None


def concerned(work: Work, change: CalendarChange, after: int, limit: int) -> Sequence[int]:
    """Return the inner ids of running cases with a limit that a change may move, in order."""
    query = (
        select(Deadline.case_id)
        .join(Case, Case.id == Deadline.case_id)
        .where(Deadline.case_id > after, Deadline.state.in_(OPEN), Case.ended_at.is_(None))
        .where(Deadline.due_at > _from(work, change))
    )
    narrowed = _narrowed(work, change, query)
    return work.session.scalars(narrowed.distinct().order_by(Deadline.case_id).limit(limit)).all()


def _narrowed(work: Work, change: CalendarChange, query: Select[int]) -> Select[int]:
    """Ask only for cases that a concerned department leads, or is asked in."""
    if change.department is None and change.region is None:
        return query
    codes = _departments(work, change)
    asked = select(Task.id).where(Task.department.in_(codes), Task.closed_at.is_(None))
    of_task = or_(Deadline.task_id.in_(asked), Deadline.beside.in_(asked))
    return query.where(or_(Case.lead_department.in_(codes), of_task))


def _departments(work: Work, change: CalendarChange) -> list[str]:
    if change.department is not None:
        return [change.department]
    codes: Iterable[str] = work.session.scalars(select(Department.code))
    return [code for code in codes if within(work.almanac.region_of(code), change.region or "")]


def _from(work: Work, change: CalendarChange) -> datetime:
    """Return the moment before which nothing ends differently."""
    content = change.content
    if change.kind == LIFTED:
        content = stored.of_id(work.session, content["change"]).content
    told = [date.fromisoformat(day[0]) for day in content.get("days", ())]
    told += [date(year, 1, 1) for year in content.get("years", ())]
    told += [date.fromisoformat(content["from"])] if "from" in content else []
    told += [work.today] if "halves" in content else []
    told += [_EARLY] if change.kind == REGIONS else []
    return datetime.combine(min(told, default=_FAR), time(), OFFICE_ZONE)


def _said(day: ToldDay | None) -> tuple[str, str] | None:
    return None if day is None else (day.kind, day.name)


def _changed(
    day: date,
    before: ToldDay | None,
    after: ToldDay | None,
    rules: tuple[WorkCalendar, WorkCalendar],
) -> ChangedDay:
    was, becomes = (
        rule.is_working_day(day) if told is None else told.works
        for rule, told in zip(rules, (before, after), strict=True)
    )
    return ChangedDay(day, before, after, (was, becomes))
