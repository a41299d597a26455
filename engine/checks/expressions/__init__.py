"""Layer three, expressions: each can be read, reads what there is, and gives what is needed."""

from collections.abc import Iterator

from engine.checks.diagrams import Diagram
from engine.checks.expressions.choices import bad_choices
from engine.checks.expressions.fitting import unfit_values
from engine.checks.expressions.naming import bad_names
from engine.checks.expressions.reading import bad_expressions, early_reads, missing_marks
from engine.checks.expressions.votes import uncertain_votes
from engine.checks.findings import Finding
from engine.checks.folder import Folder

__all__ = ["findings"]


def findings(diagram: Diagram, folder: Folder) -> Iterator[Finding]:
    """Yield the expressions that would stop a case, or send it where nobody meant."""
    for find in (bad_names, bad_expressions, missing_marks, early_reads, uncertain_votes):
        yield from find(diagram)
    for look_up in (unfit_values, bad_choices):
        yield from look_up(diagram, folder)
