"""I6 of letters: each is sent, dropped, or waits for an administrator; none is forgotten."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import select

from app.storage.ground.leased import FAILED
from app.storage.post import stoppages
from app.storage.post.incidents import Incident
from app.storage.post.letters import DROPPED, SENT, STATES, Letter
from app.usecases.verifying.breach import Breach
from app.usecases.work import Work

FORGOTTEN_AFTER = timedelta(hours=1)


def breaches(work: Work) -> Iterator[Breach]:
    """Look at every letter; those whose carrier lets nothing through wait rightly."""
    stopped = stoppages.all_now(work.session)
    asked = select(Letter, Incident.resolved_at, Incident.id)
    rows = asked.outerjoin(Incident, Incident.id == Letter.held_by)
    for letter, resolved_at, incident in work.session.execute(
        rows.execution_options(yield_per=500)
    ):
        noted = incident is not None and resolved_at is None
        if what := _wrong(work, letter, noted, letter.channel in stopped):
            yield Breach("I6", f"letter {letter.id} of case {letter.case_number}", what)


def _wrong(work: Work, letter: Letter, noted: bool, stopped: bool) -> str | None:
    if letter.state not in STATES:
        return f"has the unknown state {letter.state!r}"
    over = letter.state in (SENT, DROPPED)
    if over != (letter.ended_at is not None):
        return f"is {letter.state} but its end says otherwise"
    if letter.state == FAILED:
        return None if noted else "has failed and no open incident tells of it"
    if not over and not stopped and letter.take_at < work.now - FORGOTTEN_AFTER:
        return f"could be sent from {letter.take_at:%Y-%m-%d %H:%M} UTC on and nobody did it"
    return None
