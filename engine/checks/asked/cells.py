"""What stands in the decisions of a file: expressions, and the names that are known there."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from engine import feel
from engine.checks.elements import Element
from engine.checks.findings import Place
from engine.documents import local_name
from engine.feel.decisions import DecisionModel, xml
from engine.feel.decisions.naming import Naming
from engine.feel.decisions.ordering import in_order
from engine.feel.decisions.parts import KINDS

READ = ("literalExpression", "inputExpression", "outputEntry", "defaultOutputEntry")
NAMING = ("variable", "formalParameter", "parameter")
"""What gives a name inside a decision: an entry of a context, a parameter, an argument."""
ROUNDS = ("for", "filter", "some", "every")


@dataclass(frozen=True)
class Cell:
    """An expression as it stands in a decision or a form.

    :param known: the names that the file itself gives there.
    """

    place: Place
    read: feel.Expression | feel.UnaryTests
    known: frozenset[str]


@dataclass(frozen=True)
class Tables:
    """One file of decisions that could be read."""

    root: Element
    model: DecisionModel = field(repr=False)

    @cached_property
    def _naming(self) -> Naming:
        return Naming(self.root.xml)

    def cells(self, decision: str) -> Iterator[Cell]:
        """Yield the expressions a decision asks for, those of what it requires among them."""
        parts = in_order(self.model.parts, [decision])
        served = {name for each in parts if each.knowledge for name in self._given(each.id)}
        elements = {
            each.get("id") or xml.name(each): each for each in xml.all_of(self.root.xml, *KINDS)
        }
        for part in parts:
            element = elements[part.id]
            others = [each for each in parts if part.knowledge or each is not part]
            decided = {name for each in others for name in (each.variable, each.also) if name}
            known = frozenset(served | decided | set(_made(element)))
            yield from (cell for each in element.iter("{*}*") for cell in self._cell(each, known))

    def _given(self, service: str) -> Iterator[str]:
        """Yield the input data of a service, which whoever calls it gives; others a process gives.

        :param service: its id.
        """
        data = xml.all_of(self.root.xml, "inputData")
        inputs = {each.get("id"): one for each, one in zip(data, self.model.inputs, strict=True)}
        for each in xml.all_of(self.root.xml, "decisionService"):
            if each.get("id") == service:
                links = xml.all_of(each, "inputData")
                asked = (inputs.get((link.get("href") or "").rpartition("#")[2]) for link in links)
                yield from (one.name for one in asked if one is not None)

    def every_cell(self) -> Iterator[Cell]:
        """Yield all expressions of the file."""
        for each in self.root.xml.iter("{*}*"):
            yield from self._cell(each, frozenset())

    def _cell(self, place: etree._Element, known: frozenset[str]) -> Iterator[Cell]:
        kind, text = local_name(place), xml.text(place)
        if kind == "inputEntry":
            read = feel.unary_test(text, self._naming.at(place))
            yield Cell(Element(self.root.file, place), read, known)
        elif kind in READ and text:
            expression = feel.compile(text, self._naming.at(place))
            yield Cell(Element(self.root.file, place), expression, known)


def _made(decision: etree._Element) -> Iterator[str]:
    """Yield the names that are made somewhere inside a decision."""
    yield "partial"
    for each in decision.iter("{*}*"):
        if local_name(each) in NAMING and each.getparent() is not decision:
            yield xml.name(each)
        elif local_name(each) in ROUNDS:
            yield each.get("iteratorVariable") or "item"
