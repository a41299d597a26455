"""Layer three, in the files a step asks: what tables and forms read, they find there."""

from collections.abc import Iterator

from engine.checks.asked.conditions import bad_conditions
from engine.checks.asked.tables import bad_tables
from engine.checks.diagrams import Diagram
from engine.checks.findings import Finding
from engine.checks.folder import Folder

__all__ = ["findings"]


def findings(diagram: Diagram, folder: Folder) -> Iterator[Finding]:
    """Yield what steps ask in vain: each fault once, though several steps come upon it."""
    yield from dict.fromkeys((*bad_tables(diagram, folder), *bad_conditions(diagram, folder)))
