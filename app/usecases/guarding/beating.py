"""A heartbeat: somebody lets time pass; what it tells of the clock is noticed at once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.storage.clock import heartbeats
from app.storage.clock.heartbeats import Seen
from app.storage.office import settings
from app.storage.post.incidents import Incident
from app.usecases.guarding import jumps, outages
from app.usecases.work import Work
from engine.rules.watch import Beat, Verdict, judged

JUMPS = frozenset({"forward", "backward"})


@dataclass(frozen=True)
class Pulse:
    """A process that lets time pass.

    :param boot: names this start of its machine.
    :param count: tells the seconds since that start, which nobody can set.
    """

    name: str
    host: str
    pid: int
    boot: str
    count: Callable[[], float]


def beat(work: Work, pulse: Pulse) -> Verdict:
    """Write a heartbeat; a clock that jumped stops the office, an outage lets rights wait.

    :returns: what it told of the clock. While the office stands still nothing is judged.

    Source: reliability rules 11, 12, 26.
    """
    seen, now = _look(work, pulse)
    verdict = _judge(work, seen, now)
    if verdict != "well":
        seen, now = _look_alone(work, pulse)
        verdict = _judge(work, seen, now)
    if verdict in JUMPS:
        jumps.stop(work, verdict, seen)
        return verdict
    if verdict == "outage" and seen.last is not None:
        moved = settings.moment(work.session).moved
        outages.note(work, outages.Outage(seen.last + moved, seen.now + moved))
    _keep(work, pulse, now)
    outages.settle(work)
    return verdict


def trusted(work: Work, pulse: Pulse) -> bool:
    """Whether the clock is right as far as the last heartbeat tells; a jump stops the office.

    Nobody's heartbeat is written: whoever asks does not let time pass for the others.

    Source: reliability X28, X29; decision 120.
    """
    if work.clock_stopped:
        return False
    if _judge(work, *_look(work, pulse)) not in JUMPS:
        return True
    seen, now = _look_alone(work, pulse)
    if (verdict := _judge(work, seen, now)) in JUMPS:
        jumps.stop(work, verdict, seen)
    return False


def begin_again(work: Work, pulse: Pulse, made_at: datetime) -> Incident:
    """Begin the heartbeats of an office anew that was put back from a backup.

    Whatever passed since then may have had its effect in the office that was lost: what gives or
    takes a right waits, however short the time was.

    :param made_at: when the backup was made; its last heartbeat, where it has one, is nearer.

    Source: reliability X42.
    """
    seen, now = _look(work, pulse)
    moved = settings.moment(work.session).moved
    since = min(seen.last or made_at, now.at)
    heartbeats.forget(work.session)
    _keep(work, pulse, now)
    return outages.note(work, outages.Outage(since + moved, now.at + moved, "restored"))


def _keep(work: Work, pulse: Pulse, now: Beat) -> None:
    who = {"name": pulse.name, "host": pulse.host, "pid": pulse.pid}
    heartbeats.keep(work.session, who | {"at": now.at, "boot": pulse.boot, "counted": now.counted})


def _look(work: Work, pulse: Pulse) -> tuple[Seen, Beat]:
    seen = heartbeats.seen(work.session, pulse.boot)
    return seen, Beat(seen.now, pulse.count())


def _look_alone(work: Work, pulse: Pulse) -> tuple[Seen, Beat]:
    """Look once more while nobody else decides: two that come at once note a thing once."""
    settings.alone(work.session)
    work.set_moment(settings.moment(work.session))
    return _look(work, pulse)


def _judge(work: Work, seen: Seen, now: Beat) -> Verdict:
    return "well" if work.clock_stopped else judged(seen.last, seen.own, now, work.watch)
