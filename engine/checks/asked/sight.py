"""What the process around a table or a form gives it to read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine import feel
from engine.checks.asked.cells import Cell
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
from engine.spiff import COUNTED

BEFORE = said("no step before %(step)s, and none beside it, gives %(name)s a value")


@dataclass(frozen=True)
class Sight:
    """What the steps of a process see.

    :param names: every name that something in the process writes.
    :param written: ``None`` where the diagram is not whole.
    """

    names: frozenset[str]
    kinds: dict[str, Kind]
    written: Written | None

    @classmethod
    def of(cls, diagram: Diagram, folder: Folder) -> "Sight":
        """Return what the steps of a diagram see."""
        written = Written(diagram) if diagram.whole else None
        return cls(readable(diagram), Surroundings(diagram, folder).names, written)

    def unknown(self, cell: Cell, step: Element) -> Iterator[Finding]:
        """Yield the names nobody writes, and what no form asks."""
        counted = COUNTED if step.child(MULTI) is not None else ()
        known = self.names.union(cell.known, counted)
        for name in sorted(cell.read.names - known - feel.BUILTINS.keys()):
            yield unknown_name(cell.place, name, known)
        inferring = Inferring()
        inferring.kind(cell.read.tree, {**self.kinds, **dict.fromkeys(cell.known, ANY)})
        for misfit in inferring.misfits:
            if misfit.rule.id == NO_ANSWER.id:
                yield misfit.at(cell.place)

    def early(self, cell: Cell, steps: Sequence[Element]) -> Iterator[Finding]:
        """Yield the names that have no value yet at any of the steps that ask."""
        for name in sorted((cell.read.names & self.names) - cell.known):
            if not any(self._has(name, step) for step in steps):
                yield TOO_EARLY.because(cell.place, BEFORE, step=steps[0].id, name=name)

    def _has(self, name: str, step: Element) -> bool:
        """Whether a name may have a value at a step; what is applied for is asked by the start."""
        if self.written is None:
            return True
        if name == "application" and step.kind == "startEvent":
            return False
        sure = self.written.surely(step, "begun")
        return name in sure or self.written.perhaps(name, step, "begun")
