"""The alarm: the table of next year is not known, and the year draws to its end."""

import re
from itertools import count

from app.storage.office import settings
from app.usecases.work import Work

FROM = "11-01"
"""The month and day from which next year's table is missed; the notice comes around then."""
_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


def missing_year(work: Work) -> int | None:
    """Return the year whose table should be known by now and is not.

    The setting ``calendar_alarm_from`` says from which month and day that of next year should.

    Source: facts D-25.
    """
    today, known = work.today, work.almanac.years
    if today.year not in known:
        return today.year
    told = settings.get(work.session, settings.CALENDAR_ALARM_FROM) or ""
    since = told if _MONTH_DAY.fullmatch(told) else FROM
    if f"{today:%m-%d}" >= since and today.year + 1 not in known:
        return today.year + 1
    return None


def next_table(work: Work) -> int:
    """Return the year whose table is imported next: the first one from now on that is not known."""
    known = work.almanac.years
    return next(year for year in count(work.today.year) if year not in known)
