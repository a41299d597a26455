"""Layer four: the process keeps the rules of the office and the law."""

from collections.abc import Iterator

from engine.checks.business.decisions import decisions
from engine.checks.business.endings import endings, withdrawal
from engine.checks.business.milestones import milestones, refusals, waiting_applicants
from engine.checks.business.opinions import opinions
from engine.checks.business.overrides import overrides
from engine.checks.business.people import groups
from engine.checks.business.promises import promises
from engine.checks.business.settings import settings
from engine.checks.business.signatures import leads, signatures
from engine.checks.business.silence import silences
from engine.checks.diagrams import Diagram
from engine.checks.findings import Finding
from engine.checks.folder import Folder

__all__ = ["findings", "promises"]


def findings(diagram: Diagram, folder: Folder) -> Iterator[Finding]:
    """Yield what the engine could run, and the office must not."""
    yield from groups(diagram, folder.known)
    yield from settings(diagram)
    yield from opinions(diagram, folder)
    yield from overrides(diagram, folder)
    yield from silences(diagram, folder.known)
    yield from decisions(diagram, folder.known)
    yield from signatures(diagram, folder.known)
    yield from endings(diagram, folder.known)
    yield from milestones(diagram)
    yield from leads(diagram, folder.known)
    yield from promises(diagram, folder.known)
    if folder.known.complete:
        yield from withdrawal(diagram, folder.known)
        yield from refusals(diagram)
        yield from waiting_applicants(diagram)
