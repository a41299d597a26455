"""Layer three, in decision tables: what is null, left out, or decided by two rules at once."""

from collections.abc import Iterator

from engine.checks.asked.cells import Tables
from engine.checks.decided.coverage import TOO_MANY, Coverage
from engine.checks.decided.covering import TooMany
from engine.checks.expressions.nulls import always_null
from engine.checks.expressions.questions import Questions
from engine.checks.findings import Finding, Spot
from engine.checks.folder import Folder

__all__ = ["findings"]


def findings(folder: Folder) -> Iterator[Finding]:
    """Yield what the decisions of all files never give, leave out or decide twice."""
    asked = [Questions.of(diagram, folder) for diagram in folder.diagrams if diagram.whole]
    questions = asked[0] if len(asked) == 1 else Questions({})
    for root, model in folder.tables:
        for cell in Tables(root, model).every_cell():
            yield from always_null(cell.place, cell.read)
        for part in model.parts.values():
            for table in part.tables:
                try:
                    yield from Coverage.of(table, questions, root.file, part.id).findings()
                except TooMany:
                    yield TOO_MANY.at(Spot(root.file, table.line or 1, part.id))
