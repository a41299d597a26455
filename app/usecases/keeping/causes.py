"""What an incident is about: held until a person has looked, then tried again or given up."""

from collections.abc import Callable, Mapping
from typing import Any

from app.storage.clock.deadlines import Deadline
from app.storage.post import exports, letters, stoppages
from app.storage.post.incidents import Incident
from app.storage.post.jobs import Job
from app.storage.post.messages import Delivery
from app.usecases.work import Work

CHANNEL = "channel"
"""Names a carrier that lets nothing through, in what was tried."""


def hold(work: Work, incident: Incident, held_by: int | None) -> None:
    """Hold what caused an incident, or let it go: a limit, or a message to this case."""
    cause: Deadline | Delivery | None = None
    if "deadline" in incident.move:
        cause = work.session.get(Deadline, (incident.case_id, incident.move["deadline"]))
    elif "message" in incident.move:
        cause = work.session.get(Delivery, (incident.move["message"], incident.case_id))
    if cause is not None:
        cause.held_by = held_by


def try_again(work: Work, incident: Incident) -> None:
    """Give what failed all its attempts again, at once."""
    hold(work, incident, None)
    _each(work, incident, _AGAIN)
    work.call_machines()


def give_up(work: Work, incident: Incident) -> None:
    """Try what failed no more: whoever closes its incident has decided that."""
    _each(work, incident, _GIVEN_UP)


def _each(work: Work, incident: Incident, deeds: Mapping[str, Callable[[Work, Any], None]]) -> None:
    for sort, deed in deeds.items():
        if sort in incident.move:
            deed(work, incident.move[sort])


def _do_again(work: Work, job_id: str) -> None:
    job = work.session.get(Job, job_id)
    if job is not None and job.held_by is not None:
        job.again(job.retries, work.now)


def _carry_again(work: Work, letter_id: int) -> None:
    letter = letters.locked(work.session, letter_id)
    letter.again(letter.attempts, work.now)


def _carry_all_again(work: Work, channel: str) -> None:
    stoppages.hasten(work.session, channel, work.now)


def _make_again(work: Work, export_id: str) -> None:
    export = exports.locked(work.session, export_id)
    export.again(export.attempts, work.now)
    export.attempts = 0


def _drop(work: Work, letter_id: int) -> None:
    letters.locked(work.session, letter_id).end(letters.DROPPED, work.now)


def _drop_all(work: Work, channel: str) -> None:
    """A letter that comes later finds out for itself whether the carrier is there again."""
    letters.drop_waiting(work.session, channel, work.now)
    if (stoppage := stoppages.locked(work.session, channel)) is not None:
        work.session.delete(stoppage)


def _make_no_more(work: Work, export_id: str) -> None:
    exports.locked(work.session, export_id).drop(work.now)


_AGAIN: Mapping[str, Callable[[Work, Any], None]] = {
    "job": _do_again,
    "letter": _carry_again,
    CHANNEL: _carry_all_again,
    "export": _make_again,
}
_GIVEN_UP: Mapping[str, Callable[[Work, Any], None]] = {
    "letter": _drop,
    CHANNEL: _drop_all,
    "export": _make_no_more,
}
