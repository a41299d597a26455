"""What becomes of a date the office has told somebody, when the calendar changes."""

from datetime import date
from typing import TypeVar

When = TypeVar("When", bound=date)


def kept(announced: When, counted: When, provisional: bool = False) -> When:
    """Return the day, or the moment, that holds once a table has changed.

    An announced date never becomes earlier by a changed table. A provisional one was told as
    one that may still move, and follows the table both ways.

    Source: facts D-25, D-26.

    >>> kept(date(2020, 2, 7), date(2020, 2, 5))
    datetime.date(2020, 2, 7)
    >>> kept(date(2027, 1, 13), date(2027, 1, 12), provisional=True)
    datetime.date(2027, 1, 12)
    """
    return counted if provisional else max(announced, counted)
