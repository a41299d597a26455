"""The decisions a step asks read what there is when it is asked."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.checks.asked.cells import Cell, Tables
from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.expressions.names import MULTI, readable
from engine.checks.expressions.reading import TOO_EARLY, unknown_name
from engine.checks.expressions.surroundings import Surroundings
from engine.checks.expressions.written import Written
from engine.checks.findings import Finding, said
from engine.checks.folder import Folder
from engine.checks.kinds.inferring import Inferring
from engine.checks.kinds.kinds import ANY, Kind
from engine.checks.kinds.misfits import NO_ANSWER
from engine.spiff import COUNTERS

BEFORE = said("no step before %(step)s, and none beside it, gives %(name)s a value")


def bad_tables(diagram: Diagram, folder: Folder) -> Iterator[Finding]:
    """Yield the cells of decisions that read what nobody writes, or not before the step."""
    asked = Asked(readable(diagram), Surroundings(diagram, folder).names, Written(diagram))
    for step in diagram.of("businessRuleTask"):
        called = step.extension("calledDecision")
        decision = called.get("decisionId") if called is not None else ""
        for root, model in folder.tables:
            if decision in model.decisions:
                for cell in Tables(root, model).cells(decision):
                    yield from asked.unknown(cell, step)
                    if diagram.whole:
                        yield from asked.early(cell, step)


@dataclass(frozen=True)
class Asked:
    """What the process around a decision gives it to read.

    :param names: every name that something in the process writes.
    """

    names: frozenset[str]
    kinds: dict[str, Kind]
    written: Written

    def unknown(self, cell: Cell, step: Element) -> Iterator[Finding]:
        """Yield the names nobody writes, and what no form asks."""
        counted = COUNTERS if step.child(MULTI) is not None else ()
        known = self.names.union(cell.known, counted)
        for name in sorted(cell.read.names - known):
            yield unknown_name(cell.place, name, known)
        inferring = Inferring()
        inferring.kind(cell.read.tree, {**self.kinds, **dict.fromkeys(cell.known, ANY)})
        for misfit in inferring.misfits:
            if misfit.rule.id == NO_ANSWER.id:
                yield misfit.at(cell.place)

    def early(self, cell: Cell, step: Element) -> Iterator[Finding]:
        """Yield the names that have no value yet when the step asks."""
        for name in sorted((cell.read.names & self.names) - cell.known):
            sure = name in self.written.surely(step, "begun")
            if not sure and not self.written.perhaps(name, step, "begun"):
                yield TOO_EARLY.because(cell.place, BEFORE, step=step.id, name=name)
