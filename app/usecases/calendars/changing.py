"""A change of the calendar comes into force: from then on it is a version that stays."""

from collections.abc import Sequence

from app.storage.clock.calendar import IN_FORCE, NOTICE, CalendarChange, CalendarMove, next_version
from app.usecases.work import Work
from engine.rules.holidays import ExceptionalDay, published_years


def put_in_force(work: Work, change: CalendarChange, running: str, reason: str = "") -> None:
    """Make a change the next version of the calendar.

    Running cases are walked through in any case: who began while it was put in force counted by
    the old calendar, and follows it, because they were told nothing before.

    :param running: ``move`` to let running cases follow, each by itself; ``keep`` to let them
        keep the dates they were told.

    Source: decision 117.
    """
    change.version, change.state = next_version(work.session), IN_FORCE
    change.decided_at, change.decided_by = work.now, work.actor.name
    change.running, change.reason = running, reason
    work.session.add(change)
    work.session.flush()
    work.session.add(CalendarMove(change_id=change.id, begun_at=work.now))


def notice(work: Work, days: Sequence[ExceptionalDay]) -> CalendarChange:
    """Return what a yearly notice changes: the years it tells whole, and single days of others.

    Source: facts D-02.
    """
    told = [[day.date.isoformat(), day.kind, day.name, day.source] for day in days]
    return CalendarChange(
        kind=NOTICE,
        content={"years": sorted(published_years(days)), "days": told},
        source=days[-1].source if days else "",
        told_at=work.now,
        told_by=work.actor.name,
    )
