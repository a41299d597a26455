"""Numbers that count something."""

from typing import Any


def whole(value: Any, least: int = 0) -> int | None:
    """Return a value as a whole number, or nothing if it is none.

    >>> whole(3.0), whole(2.5), whole("3"), whole(True), whole(0, least=1)
    (3, None, None, None, None)
    """
    try:
        number = None if isinstance(value, bool) else int(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if number is not None and number == value and number >= least else None
