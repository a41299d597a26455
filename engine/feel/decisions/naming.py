"""Which names an expression of a decision model knows where it stands.

A name may have blanks and signs in it. ``days-used`` is one name where a context calls an entry
so, and a subtraction everywhere else.

Source: DMN 1.5, 10.3.1.4 (names) and 10.3.2.11 (scope and context stack).
"""

from collections.abc import Iterator

from lxml import etree

from engine.documents import local_name
from engine.feel.decisions import xml
from engine.feel.grammar.known import Known

EVERYWHERE = (
    "decision", "inputData", "businessKnowledgeModel", "decisionService", "itemDefinition",
)  # fmt: skip
PARTS = ("itemComponent", "output", "column")
"""What names a part of a value: it stands behind a dot, or in a filter."""
GIVING = {
    "context": "contextEntry",
    "functionDefinition": "formalParameter",
    "encapsulatedLogic": "formalParameter",
}
"""What gives names to all that lies in it, and the children that are called so."""
ROUNDS = ("for", "filter", "some", "every")
_NOTHING: frozenset[str] = frozenset()


class Naming:
    """The names of one file."""

    def __init__(self, root: xml.Element) -> None:
        self.everywhere = Known.everywhere(set(_named(root)), set(_parts(root)))
        self._own: dict[xml.Element, frozenset[str]] = {}

    def at(self, element: xml.Element | None) -> Known:
        """Return the names that are known at an element."""
        own = _NOTHING if element is None else self._around(element)
        return self.everywhere.within(own) if own else self.everywhere

    def _around(self, element: xml.Element) -> frozenset[str]:
        around = element.getparent()
        if around is None:
            return _NOTHING
        if local_name(around) not in (*GIVING, *ROUNDS):
            return self._around(around)
        if around not in self._own:
            self._own[around] = self._around(around).union(_given(around))
        return self._own[around]


def _named(root: xml.Element) -> Iterator[str]:
    for element in xml.all_of(root, *EVERYWHERE):
        yield xml.name(element)
        yield from _variable(element)


def _parts(root: xml.Element) -> Iterator[str]:
    for element in root.iter(*(f"{{*}}{kind}" for kind in (*PARTS, GIVING["context"]))):
        yield xml.name(element)
        yield from _variable(element)


def _given(around: xml.Element) -> Iterator[str]:
    """Yield the names that an element gives to what lies in it."""
    if local_name(around) in ROUNDS:
        yield around.get("iteratorVariable") or "item"
        return
    for element in xml.all_of(around, GIVING[local_name(around)]):
        yield xml.name(element)
        yield from _variable(element)


def _variable(element: etree._Element) -> Iterator[str]:
    variable = xml.first(element, "variable")
    if variable is not None:
        yield xml.name(variable)
