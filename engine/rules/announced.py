"""What may become of a date the office has told somebody, when the calendar changes."""

from datetime import datetime


def may_become(announced: datetime, counted: datetime, provisional: bool) -> bool:
    """Whether a limit may end at the moment a changed calendar counts for it.

    An announced date never becomes earlier by a changed table. A provisional one was told as
    one that may still move, and follows the table both ways.

    Source: facts D-25, D-26.

    >>> monday, friday = datetime(2026, 5, 11), datetime(2026, 5, 8)
    >>> may_become(monday, friday, provisional=False), may_become(friday, monday, False)
    (False, True)
    """
    return provisional or counted >= announced
