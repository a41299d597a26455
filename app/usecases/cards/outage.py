"""A card that falls in an outage waits for a person's word, however its limit came to pass."""

from datetime import datetime

from app.storage.clock import held
from app.storage.clock.deadlines import CARD
from app.storage.post.incidents import Incident
from app.usecases.guarding import outages
from app.usecases.work import Work

NOTHING_HELD = "nothing_held"


def waits_for(work: Work, fell_at: datetime) -> Incident | None:
    """Return the outage in which a card fell, if its effects wait; it is open from now on.

    Source: docs/decisions/0121-after-an-outage-rights-wait.md; nobody innocent gets a card.
    """
    if CARD not in work.clock.held:
        return None
    for incident in held.outages_after(work.session, fell_at):
        outage = outages.of(incident)
        undecided = incident.resolution in (None, NOTHING_HELD)
        if undecided and outage.since < fell_at <= outage.until:
            incident.resolved_at = incident.resolved_by = incident.resolution = None
            return incident
    return None
