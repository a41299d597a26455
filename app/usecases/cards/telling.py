"""What of the history of a case tells of cards, and who may read it."""

from collections.abc import Iterable

from app.storage.case.cases import Case
from app.storage.case.history import Entry
from app.storage.supervision import cards
from app.usecases.cases import material_rights
from app.usecases.tasks import hiding
from app.usecases.work import Work


def readable(work: Work, case: Case, entries: Iterable[Entry]) -> list[Entry]:
    """Return the history without what the actor may not see: cards, files, other departments."""
    told = material_rights.untold(work, case, hiding.readable(work, case, list(entries)))
    if not any("card" in entry.details for entry in told):
        return told
    seen = {card.id for card in cards.of_case(work.session, case.id, work.actor)}
    return [entry for entry in told if _is_readable(entry, seen)]


def _is_readable(entry: Entry, seen: set[str]) -> bool:
    if "card" in entry.details:
        return entry.details["card"] in seen
    return bool(seen) or entry.details.get("kind") not in cards.PAPERS
