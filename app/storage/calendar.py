"""The office calendar: which days differ from the plain week, as the yearly notices say."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.base import Base
from engine.rules.calendar import WorkCalendar


class CalendarDay(Base):
    """A day that is not what its weekday says."""

    __tablename__ = "calendar_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str]  # statutory_holiday | rest | makeup_workday
    name: Mapped[str]
    source: Mapped[str]  # the notice that says so


class CalendarYear(Base):
    """A year whose table is known. Dates in any other year are provisional."""

    __tablename__ = "calendar_year"

    year: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]


def read(session: Session) -> WorkCalendar:
    """Return the calendar as one value to compute with."""
    days = session.execute(select(CalendarDay.day, CalendarDay.kind, CalendarDay.name)).all()
    years = session.scalars(select(CalendarYear.year)).all()
    exceptions = {day: kind == "makeup_workday" for day, kind, _ in days}
    return WorkCalendar(exceptions, years, names={day: name for day, _, name in days})
