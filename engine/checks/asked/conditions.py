"""What hides the questions of a form reads the form itself, and what its step sees."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from engine import feel
from engine.checks.asked.cells import Cell
from engine.checks.asked.sight import Sight
from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.findings import Finding, Spot
from engine.checks.folder import Folder
from engine.forms.components import Component, fields_of


def bad_conditions(diagram: Diagram, folder: Folder) -> Iterator[Finding]:
    """Yield the conditions of forms that read what nobody writes, or at no step that asks them."""
    sight = Sight.of(diagram, folder)
    for form, steps in _asking(diagram).items():
        if (read := folder.forms.get(form)) is not None:
            for cell in _cells(folder, form, read.components):
                yield from sight.unknown(cell, steps[0])
                yield from sight.early(cell, steps)


def _asking(diagram: Diagram) -> dict[str, list[Element]]:
    """Return the steps that ask each form."""
    asking = defaultdict(list)
    for step in diagram.of("startEvent", "userTask"):
        if (said := step.extension("formDefinition")) is not None:
            asking[said.get("formId")].append(step)
    return asking


def _cells(
    folder: Folder,
    form: str,
    components: Sequence[Component],
    path: str = "components",
    around: frozenset[str] = frozenset(),
) -> Iterator[Cell]:
    """Yield the conditions of a form; each knows the answers on its level and around it."""
    known = around.union(one.key for one in fields_of(components))
    for number, one in enumerate(components):
        if one.hide is not None:
            place = f"{path}.{number}.conditional"
            spot = Spot(folder.form_files[form], folder.members[form].line(f"{place}.hide"), place)
            yield Cell(spot, feel.compile(one.hide.text), known)
        inner = f"{path}.{number}.components"
        yield from _cells(folder, form, one.components, inner, known)
