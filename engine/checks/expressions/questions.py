"""What forms tell about the answers that expressions read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.expressions.stretches import Domain
from engine.checks.folder import Folder
from engine.forms import Form
from engine.forms.components import Component, Field
from engine.rules.silences import declared


@dataclass(frozen=True)
class Questions:
    """The forms of a process by the name under which their answers are read.

    A task that silence may answer is not among them: its answers are not only those of its form.
    """

    forms: Mapping[str, Form]

    @classmethod
    def of(cls, diagram: Diagram, folder: Folder) -> "Questions":
        """Return the forms that could be read."""
        asked = {}
        for step in diagram.of("startEvent", "userTask"):
            form = form_of(step, folder)
            if form is not None and not agrees_by_itself(step):
                asked["application" if step.kind == "startEvent" else step.id] = form
        return cls(asked)

    def domain(self, path: tuple[str, ...], asked: bool) -> Domain:
        """Return the values a variable may have, as far as its form tells.

        :param asked: whether its step was surely done before.
        """
        return self.asked_for(path, asked) or Domain()

    def asked_for(self, path: tuple[str, ...], asked: bool = True) -> Domain | None:
        """Return the values that answer a question of a form; ``None`` where no form asks."""
        form = self.forms.get(path[0]) if len(path) == 2 else None
        field = form.field(path[1]) if form is not None else None
        if form is None or field is None:
            return None
        return Domain.of(field, skipped=not asked or field.key in _hideable(form.components))


def _hideable(components: Iterable[Component], hidden: bool = False) -> Iterator[str]:
    """Yield the keys of the fields that a condition may hide, also with the group around them."""
    for one in components:
        if isinstance(one, Field):
            if hidden or one.hide:
                yield one.key
        else:
            yield from _hideable(one.components, hidden or one.hide is not None)


def agrees_by_itself(step: Element) -> bool:
    """Whether the system may answer a step, with more than its form asks."""
    missed = declared(step.settings())
    return missed is not None and missed.agrees


def form_of(step: Element, folder: Folder) -> Form | None:
    """Return the form of a step, if it could be read."""
    definition = step.extension("formDefinition")
    return folder.forms.get(definition.get("formId")) if definition is not None else None
