"""An outage: nobody let time pass, so that what gives or takes a right waits for a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.storage.clock import heartbeats, held
from app.storage.clock.held import OUTAGE, Sort
from app.storage.office import settings
from app.storage.post.incidents import Incident
from app.usecases.work import Work
from engine.rules.deadlines import OFFICE_ZONE

TOLD = {
    "silence": "Nobody let limits pass from %(since)s to %(until)s. Limits that wait: %(held)s.",
    "restored": "The office was restored as it was at %(since)s. Limits that wait: %(held)s.",
}


@dataclass(frozen=True)
class Outage:
    """A time in which no limit passed, in the office's own time."""

    since: datetime
    until: datetime
    cause: Literal["silence", "restored"] = "silence"


def note(work: Work, outage: Outage) -> Incident:
    """Remember an outage, and let the limits wait that passed in it and give or take a right.

    Where none does, the incident is closed at once: everything else catches up by itself.

    Source: reliability rule 12; docs/decisions/0121-after-an-outage-rights-wait.md.
    """
    incident = Incident(
        code=OUTAGE,
        message=TOLD[outage.cause],
        move={"outage": {"since": outage.since.isoformat(), "until": outage.until.isoformat()}},
        occurred_at=work.now,
    )
    work.session.add(incident)
    work.session.flush()
    span = (outage.since, outage.until)
    number = sum(
        held.hold(work.session, sort, span, incident.id)
        for sort in held.sorts(work.session, span, work.clock.held)
        if waits(work, sort)
    )
    incident.params = {
        "since": _told(outage.since),
        "until": _told(outage.until),
        "held": str(number),
    }
    if not number:
        _close(work, incident, "nothing_held")
    return incident


def without_waiting(work: Work, case_id: int, ids: Sequence[str]) -> list[str]:
    """Return which limits of a case pass before a deed, while nobody lets time pass.

    An outage that lasts is noticed only when somebody ticks again; until then what would wait
    after it does not pass beforehand either, and the deed is judged as if it had not.

    :param ids: of limits that passed, in order of due time.
    """
    last = heartbeats.newest(work.session) if ids else None
    now = settings.moment(work.session)
    if last is None or now.own - last <= work.watch.outage:
        return list(ids)
    span = (last + now.moved, now.now)
    waiting = held.waiting_of_case(work.session, case_id, span, work.clock.held)
    return [one for one in ids if not (one in waiting and waits(work, waiting[one]))]


def of(incident: Incident) -> Outage:
    """Return the time an incident tells of."""
    told = incident.move["outage"]
    return Outage(datetime.fromisoformat(told["since"]), datetime.fromisoformat(told["until"]))


def settle(work: Work) -> None:
    """Let go what was counted anew; close the outages about which everything is decided.

    A reminder that waited with the limit that ends its step waits no longer than that.
    """
    for incident in held.open_outages(work.session):
        held.release(work.session, incident.id, work.now)
        rows = held.of_incident(work.session, incident.id)
        sorts = {sort for _, _, sort in rows}
        waiting = {sort for sort in sorts if waits(work, sort)}
        own = {case_id for case_id, _, sort in rows if sort in waiting}
        for case_id, deadline_id, _ in rows:
            if case_id not in own:
                held.let_go(work.session, case_id, deadline_id)
        if not own:
            _close(work, incident, "decided")


def waits(work: Work, sort: Sort) -> bool:
    """Whether the process leaves the passing of a limit to a person."""
    if sort.step is None:
        return True
    return work.process(sort.process).waits_after_outage(sort.step)


def _close(work: Work, incident: Incident, how: str) -> None:
    incident.resolved_at, incident.resolved_by = work.now, work.actor.name
    incident.resolution = how


def _told(moment: datetime) -> str:
    return f"{moment.astimezone(OFFICE_ZONE):%Y-%m-%d %H:%M}"
