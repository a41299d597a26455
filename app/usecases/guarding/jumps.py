"""A clock that jumped: nothing passes and nothing is recorded until a person confirms it."""

from datetime import datetime

from app.storage.clock import heartbeats
from app.storage.clock.heartbeats import Seen
from app.storage.clock.held import JUMPED
from app.storage.office import settings
from app.storage.post import incidents
from app.storage.post.incidents import Incident
from app.usecases.guarding import outages
from app.usecases.work import Work
from engine.errors import Conflict, Invalid, NotAllowed
from engine.rules.deadlines import OFFICE_ZONE

KEEPERS = frozenset({"administrator"})
WAYS = {
    "forward": "The database's clock jumped forwards, from %(was)s to %(now)s.",
    "backward": "The database's clock jumped back, from %(was)s to %(now)s.",
}


def stop(work: Work, way: str, seen: Seen) -> Incident:
    """Stop the clock of the office, with an incident.

    :param way: ``forward`` or ``backward``.
    """
    was = seen.last or seen.now
    incident = Incident(
        code=JUMPED,
        message=WAYS[way],
        params={"was": _told(was), "now": _told(seen.now)},
        move={"clock": {"way": way, "was": was.isoformat(), "now": seen.now.isoformat()}},
        occurred_at=work.now,
    )
    work.session.add(incident)
    work.session.flush()
    settings.put(work.session, settings.CLOCK_STOPPED, str(incident.id))
    return incident


def confirm(work: Work, reason: str) -> Incident:
    """Let the clock go on, because it is right now.

    What it leapt over counts as an outage where it is as long as one: rights wait.

    :raises NotAllowed: only administrators confirm the clock.
    :raises Invalid: no reason was given.
    :raises Conflict: it does not stand.

    Source: docs/decisions/0120-a-clock-that-jumps-stops-the-office.md.
    """
    if not work.actor.roles & KEEPERS:
        raise NotAllowed("clock.not_yours", "Only administrators confirm the clock.")
    if not reason.strip():
        raise Invalid("clock.no_reason", "Please say how you know that the clock is right.")
    settings.alone(work.session)
    stopped = settings.get(work.session, settings.CLOCK_STOPPED)
    if stopped is None:
        raise Conflict("clock.not_stopped", "The clock does not stand.")
    incident = incidents.get(work.session, int(stopped))
    settings.remove(work.session, settings.CLOCK_STOPPED)
    heartbeats.forget(work.session)
    incident.resolved_at, incident.resolved_by = work.now, work.actor.name
    incident.resolution = reason.strip()
    _leapt_over(work, datetime.fromisoformat(incident.move["clock"]["was"]))
    return incident


def _leapt_over(work: Work, was: datetime) -> None:
    since = was + settings.moment(work.session).moved
    if work.now - since > work.watch.outage:
        outages.note(work, outages.Outage(since, work.now))


def _told(moment: datetime) -> str:
    return f"{moment.astimezone(OFFICE_ZONE):%Y-%m-%d %H:%M:%S}"
