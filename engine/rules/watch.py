"""Whether a clock can be trusted: what it says against what it said, and against counted seconds.

A moment that is wrong by a day is a legal act for an innocent official. So what the database says
is compared with the last heartbeat and with the seconds a machine counted since its start, which
nobody can set.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

CORRECTED = timedelta(seconds=1)
"""A step back that is no jump: a leap second, or what a time server corrects."""


@dataclass(frozen=True)
class Limits:
    """From when on something is noticed.

    :param jump: how far the clock may run away from the counted seconds.
    :param outage: how long nothing may tick.
    """

    jump: timedelta = timedelta(hours=1)
    outage: timedelta = timedelta(hours=4)


@dataclass(frozen=True)
class Beat:
    """What the clock said at a heartbeat.

    :param counted: seconds the machine had counted since its start; ``None`` where they cannot be
        compared, because it is another machine or was started again.
    """

    at: datetime
    counted: float | None = None


Verdict = Literal["well", "forward", "backward", "outage"]


def judged(last: datetime | None, own: Beat | None, now: Beat, limits: Limits) -> Verdict:
    """Return what a heartbeat tells of the clock.

    :param last: the newest heartbeat of anybody; ``None`` before the first.
    :param own: the newest one of this machine since its start.

    Source: reliability X28, X29, X33; docs/decisions/0120-a-clock-that-jumps-stops-the-office.md.

    >>> monday = datetime(2026, 3, 2, 9)
    >>> day = timedelta(days=1)
    >>> judged(monday, Beat(monday, 100), Beat(monday + day, 110), Limits())
    'forward'
    >>> judged(monday, Beat(monday, 100), Beat(monday + day, 100 + 86400), Limits())
    'outage'
    >>> judged(monday, None, Beat(monday - timedelta(minutes=1)), Limits())
    'backward'
    >>> judged(monday, Beat(monday, 100), Beat(monday + timedelta(seconds=10), 110), Limits())
    'well'
    """
    if last is None:
        return "well"
    ran_away = _ran_away(own, now)
    if now.at < last - CORRECTED or ran_away < -limits.jump:
        return "backward"
    if ran_away > limits.jump:
        return "forward"
    return "outage" if now.at - last > limits.outage else "well"


def _ran_away(own: Beat | None, now: Beat) -> timedelta:
    if own is None or own.counted is None or now.counted is None:
        return timedelta(0)
    return (now.at - own.at) - timedelta(seconds=now.counted - own.counted)
