"""How a party stands with urging its case: when it may again, and whether it was seen."""

from dataclasses import dataclass
from datetime import date, datetime

from app.shapes.case.seen import SeenCase
from app.storage.case.cases import Case
from app.storage.desk import urges
from app.usecases.cases import urging
from app.usecases.work import Work
from engine.people import APPLICANT


@dataclass(frozen=True)
class Urging:
    """How the party stands with urging.

    :param asked: somebody of the office is asked, whom an urge would reach.
    :param at: when they urged last; ``seen``: somebody has seen it.
    :param again_on: the day from which they may urge again; none, where they may now.
    """

    asked: bool
    at: datetime | None
    seen: bool
    again_on: date | None


def shown(work: Work, case: Case, seen: SeenCase) -> Urging | None:
    """Return how the party stands with urging; nothing where the window looks on, or at the end."""
    if work.actor.case is None or case.ended_at is not None:
        return None
    rows = urges.of_party(work.session, case.id)
    last = [row for row in rows if row.at == rows[-1].at]
    return Urging(
        any(one.task.role != APPLICANT for one in seen.tasks),
        last[0].at if last else None,
        any(row.read_at is not None for row in last),
        urging.again_on(work, rows),
    )
