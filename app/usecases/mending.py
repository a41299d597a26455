"""Incidents: noting what could not go on, and working it off."""

from typing import Any

from app.storage import cases, exports, incidents, letters
from app.storage.cases import Case
from app.storage.deadlines import Deadline
from app.storage.held import JUMPED, OUTAGE
from app.storage.history import Fact, write
from app.storage.incidents import Incident
from app.storage.jobs import OPEN, Job
from app.storage.messages import Delivery
from app.usecases.work import Work
from engine.errors import Broken, Conflict, Invalid, NotAllowed

OF_CLOCK = frozenset({JUMPED, OUTAGE})
"""Of these a person decides what is to happen: there is nothing to try again."""


def note(work: Work, case_id: int | None, broken: Broken, move: dict[str, Any]) -> Incident:
    """Remember that a move failed and was rolled back; hold the limit or message that caused it.

    :param move: what was tried: ``{"deadline": id}``, ``{"message": id}``, ``{"task": id}``,
        ``{"job": id}``, ``{"letter": id}`` or ``{"export": id}``.
    """
    case = cases.locked_by_id(work.session, case_id) if case_id is not None else None
    incident = Incident(
        case_id=case_id,
        case_number=case.number if case else None,
        code=broken.code,
        message=broken.message,
        params={name: str(value) for name, value in broken.params.items()},
        move=move,
        occurred_at=work.now,
    )
    work.session.add(incident)
    work.session.flush()
    _hold(work, incident, incident.id)
    if case is not None:
        told = Fact("incident.noted", None, {"incident": incident.id, "code": broken.code})
        write(work.session, case, [told], work.actor, work.now)
    return incident


def retry(work: Work, incident_id: int) -> Incident:
    """Let what failed be tried again: a limit or message with the next tick, a job at once.

    :raises NotAllowed: only administrators work incidents off.
    :raises NotFound: there is no such incident.
    :raises Conflict: it is closed already, or is about the clock.
    """
    incident = _open(work, incident_id)
    incident.attempts += 1
    _hold(work, incident, None)
    _again(work, incident.move.get("job"))
    _carry_again(work, incident.move.get("letter"))
    _make_again(work, incident.move.get("export"))
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
    _drop(work, incident.move.get("letter"))
    _give_up(work, incident.move.get("export"))
    return _close(work, incident, reason)


def settle(work: Work, case: Case, job: Job) -> None:
    """Close the incident that a job left, now that nobody waits for the job any more.

    :param case: locked.
    """
    if job.held_by is None:
        return
    incident = incidents.get(work.session, job.held_by)
    job.held_by = None
    if incident.resolved_at is None:
        _settled(work, case, incident, "settled")


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


def _hold(work: Work, incident: Incident, held_by: int | None) -> None:
    """Hold what caused an incident, or let it go: a limit, or a message to this case."""
    cause: Deadline | Delivery | None = None
    if "deadline" in incident.move:
        cause = work.session.get(Deadline, (incident.case_id, incident.move["deadline"]))
    elif "message" in incident.move:
        cause = work.session.get(Delivery, (incident.move["message"], incident.case_id))
    if cause is not None:
        cause.held_by = held_by


def _again(work: Work, job_id: str | None) -> None:
    """Give a job that failed all its attempts again."""
    job = work.session.get(Job, job_id) if job_id is not None else None
    if job is None or job.held_by is None:
        return
    job.state, job.left, job.take_at, job.held_by = OPEN, job.retries, work.now, None
    work.call_machines()


def _carry_again(work: Work, letter_id: int | None) -> None:
    """Give a letter whose tries all failed as many again."""
    if letter_id is not None:
        letter = letters.locked(work.session, letter_id)
        letter.state, letter.take_at, letter.held_by = letters.OPEN, work.now, None
        letter.left = letter.attempts


def _drop(work: Work, letter_id: int | None) -> None:
    """Try a letter no more: whoever closes its incident has decided that."""
    if letter_id is not None:
        letter = letters.locked(work.session, letter_id)
        letter.state, letter.ended_at, letter.held_by = letters.DROPPED, work.now, None


def _make_again(work: Work, export_id: str | None) -> None:
    """Give an export whose tries all failed as many again, from the piece it stands at."""
    if export_id is not None:
        export = exports.locked(work.session, export_id)
        export.state, export.take_at, export.held_by = exports.OPEN, work.now, None
        export.attempts, export.left = 0, export.attempts
        work.call_machines()


def _give_up(work: Work, export_id: str | None) -> None:
    """Make no more of an export: whoever closes its incident has decided that."""
    if export_id is not None:
        exports.locked(work.session, export_id).drop(work.now)
