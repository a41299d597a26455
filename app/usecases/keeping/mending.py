"""Incidents: noting what could not go on, and working it off."""

from typing import Any

from app.storage.case import cases
from app.storage.case.cases import Case
from app.storage.case.history import Fact, write
from app.storage.clock.held import JUMPED, OUTAGE
from app.storage.post import incidents
from app.storage.post.incidents import Incident
from app.usecases.keeping import causes
from app.usecases.work import Work
from engine.errors import Broken, Conflict, Invalid, NotAllowed, kept

OF_CLOCK = frozenset({JUMPED, OUTAGE})
"""Of these a person decides what is to happen: there is nothing to try again."""


def note(work: Work, case_id: int | None, broken: Broken, move: dict[str, Any]) -> Incident:
    """Remember that a move failed and was rolled back; hold the limit or message that caused it.

    :param move: what was tried: ``{"deadline": id}``, ``{"message": id}``, ``{"task": id}``,
        ``{"job": id}``, ``{"letter": id}``, ``{"channel": name}`` or ``{"export": id}``.
    """
    case = cases.locked_by_id(work.session, case_id) if case_id is not None else None
    incident = Incident(
        case_id=case_id,
        case_number=case.number if case else None,
        code=broken.code,
        message=broken.message,
        params=kept(broken.params),
        move=move,
        occurred_at=work.now,
    )
    work.session.add(incident)
    work.session.flush()
    causes.hold(work, incident, incident.id)
    if case is not None:
        told = Fact("incident.noted", None, {"incident": incident.id, "code": broken.code})
        write(work.session, case, [told], work.actor, work.now)
    return incident


def retry(work: Work, incident_id: int) -> Incident:
    """Let what failed be tried again: a limit or message with the next tick, the rest at once.

    That of a carrier stays open until a letter gets through.

    :raises NotAllowed: only administrators work incidents off.
    :raises NotFound: there is no such incident.
    :raises Conflict: it is closed already, or is about the clock.
    """
    incident = _open(work, incident_id)
    incident.attempts += 1
    causes.try_again(work, incident)
    if causes.CHANNEL in incident.move:
        return incident
    return _close(work, incident, "retried")


def skip(work: Work, incident_id: int, reason: str) -> Incident:
    """Close an incident without trying again, with the reason.

    :raises NotAllowed: only administrators work incidents off.
    :raises NotFound: there is no such incident.
    :raises Conflict: it is closed already, is about the clock, or its case waits for a job that
        failed.
    :raises Invalid: no reason was given.
    """
    if not reason.strip():
        raise Invalid("incident.no_reason", "Please say why the incident is closed.")
    incident = _open(work, incident_id)
    if "job" in incident.move:
        message = "The case waits for this job: try again, or give its result."
        raise Conflict("incident.job_waits", message)
    causes.give_up(work, incident)
    return _close(work, incident, reason)


def settle(
    work: Work, incident_id: int | None, case: Case | None = None, how: str = "settled"
) -> None:
    """Close an incident whose cause is over without anybody's deed, if it is open.

    :param case: locked; none where it is about no case.
    """
    if incident_id is None:
        return
    incident = incidents.get(work.session, incident_id)
    if incident.resolved_at is None:
        _settled(work, case, incident, how)


def _open(work: Work, incident_id: int) -> Incident:
    if "administrator" not in work.actor.roles:
        raise NotAllowed("incident.not_yours", "Only administrators work incidents off.")
    incident = incidents.get(work.session, incident_id)
    if incident.resolved_at is not None:
        raise Conflict("incident.closed", "This incident is closed already.")
    if incident.code in OF_CLOCK:
        message = "The clock of the office is decided about on its own page."
        raise Conflict("incident.of_clock", message)
    return incident


def _close(work: Work, incident: Incident, how: str) -> Incident:
    case = cases.locked_by_id(work.session, incident.case_id) if incident.case_id else None
    return _settled(work, case, incident, how)


def _settled(work: Work, case: Case | None, incident: Incident, how: str) -> Incident:
    incident.resolved_at, incident.resolved_by = work.now, work.actor.name
    incident.resolution = how
    if case is not None:
        told = Fact("incident.closed", None, {"incident": incident.id, "how": how})
        write(work.session, case, [told], work.actor, work.now)
    return incident
