"""The limit a step states in its file, where it does not depend on a case."""

from datetime import UTC, datetime

from engine import feel

ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""What is constant is the same at any time."""


def stated_limit(limit: str) -> feel.Period | None:
    """Return the limit a step states whenever it is asked; ``None`` where that depends.

    :param limit: the setting ``limit`` of the step.

    >>> stated_limit("=workhours(2)").unit, stated_limit("=item.promised_days")
    ('working_hours', None)
    """
    if limit.isascii() and limit.isdigit():
        return feel.Period("working_days", int(limit[:6]))
    try:
        expression = feel.constant(feel.compile(limit).tree) if limit.startswith("=") else None
    except feel.FeelError:
        return None
    said = expression.evaluate({}, ANY_TIME) if expression is not None else None
    return said if isinstance(said, feel.Period) else None
