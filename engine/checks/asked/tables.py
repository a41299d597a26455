"""The decisions a step asks read what there is when it is asked."""

from collections.abc import Iterator

from engine.checks.asked.cells import Tables
from engine.checks.asked.sight import Sight
from engine.checks.diagrams import Diagram
from engine.checks.findings import Finding
from engine.checks.folder import Folder


def bad_tables(diagram: Diagram, folder: Folder) -> Iterator[Finding]:
    """Yield the cells of decisions that read what nobody writes, or not before the step."""
    sight = Sight.of(diagram, folder)
    for step in diagram.of("businessRuleTask"):
        called = step.extension("calledDecision")
        decision = called.get("decisionId") if called is not None else ""
        for root, model in folder.tables:
            if decision in model.decisions:
                for cell in Tables(root, model).cells(decision):
                    yield from sight.unknown(cell, step)
                    yield from sight.early(cell, [step])
