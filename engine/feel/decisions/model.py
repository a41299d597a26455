"""A decision model: its decisions, what they require, and what they decide."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.errors import Fault, Invalid
from engine.feel.closures.registry import Closure
from engine.feel.decisions import xml
from engine.feel.decisions.boxed import Boxes
from engine.feel.decisions.hits import MULTIPLE
from engine.feel.decisions.reading import Reading
from engine.feel.decisions.tables import Table
from engine.feel.decisions.types import Fitting, Types, read_types, type_name
from engine.feel.errors import FeelLimit
from engine.feel.outside import given
from engine.feel.scope import Evaluation, Scope

STEPS = 200_000  # for all decisions of one evaluation together


@dataclass(frozen=True)
class Decision:
    """One decision.

    :param variable: the name under which decisions that require it see its value.
    :param requires: ids of the decisions and business knowledge it needs.
    :param table: if it is a decision table.
    :param faults: what is wrong with it; empty in a model that was read without refusal.
    """

    id: str
    name: str
    variable: str
    requires: tuple[str, ...]
    logic: Closure
    table: Table | None = None
    faults: tuple[Fault, ...] = ()
    knowledge: bool = False


@dataclass(frozen=True)
class Required:
    """Data that come from outside.

    :param type: a type of the language or of the model.
    """

    name: str
    type: str | None


@dataclass(frozen=True)
class DecisionModel:
    """A DMN file, ready to decide any number of times.

    :param decisions: by id.
    :param parts: the decisions and the business knowledge, by id.
    """

    file: str
    decisions: Mapping[str, Decision]
    parts: Mapping[str, Decision]
    inputs: tuple[Required, ...]
    types: Types
    faults: tuple[Fault, ...]

    @classmethod
    def read(cls, raw: bytes, file: str) -> "DecisionModel":
        """Return the model of a DMN file.

        :raises Invalid: it is no safe XML or no DMN, or its ``faults`` tell what is wrong.
        """
        model = cls.read_leniently(raw, file)
        if model.faults:
            message = "%(file)s cannot decide"
            raise Invalid("decision.unreadable", message, model.faults, file=file)
        return model

    @classmethod
    def read_leniently(cls, raw: bytes, file: str) -> "DecisionModel":
        """Return the model of a DMN file even if some of its decisions are wrong.

        :raises Invalid: it is no safe XML or no DMN.
        """
        root = xml.read(raw, file)
        reading = Reading(set(_names(root)))
        types = read_types(root, reading)
        parts = _parts(root, reading, types)
        decisions = {key: part for key, part in parts.items() if not part.knowledge}
        if not decisions:
            reading.refuse(root, "decision.none", "the file has no decision")
        inputs = tuple(_required(part) for part in xml.all_of(root, "inputData"))
        return cls(file, decisions, parts, inputs, types, tuple(reading.faults))

    def decide(self, decision_id: str, scope: Mapping[str, Any], at: datetime) -> Any:
        """Return what a decision decides; what it requires is decided first.

        :param at: the moment of the decision, in the office's zone.
        :raises Invalid: there is no such decision, it is wrong, its rules contradict its hit
            policy, or it does too much work.
        """
        run = Evaluation(scope, at, STEPS)
        return given(run, self.value(decision_id, run))

    def value(self, decision_id: str, run: Evaluation) -> Any:
        """Return what a decision decides within an evaluation.

        :raises Invalid: as :meth:`decide`.
        """
        names: dict[str, Any] = {}
        base = Scope(run, names)
        try:
            self._take_inputs(run, names)
            for part in self._order(decision_id):
                names[part.variable] = part.logic(base)
        except (FeelLimit, RecursionError) as limit:
            message = "the decision does too much work: %(why)s"
            raise Invalid("decision.too_much", message, why=str(limit)) from limit
        return names[self.parts[decision_id].variable]

    def _take_inputs(self, run: Evaluation, names: dict[str, Any]) -> None:
        fitting = Fitting(self.types, run, from_text=True)
        for required in self.inputs:
            if required.type and required.name in run.data:
                value = run.taken(run.data[required.name])
                names[required.name] = fitting.value(value, required.type)

    def _order(self, decision_id: str) -> list[Decision]:
        """Return a decision and all it requires, in an order in which they can be decided."""
        order: list[str] = []
        waiting = [(decision_id, False)]
        open_: set[str] = set()
        while waiting:
            here, done = waiting.pop()
            if done:
                order.append(here)
                open_.discard(here)
            elif here not in order:
                if here in open_:
                    raise Invalid("decision.circle", "%(id)s requires itself", id=here)
                open_.add(here)
                waiting.append((here, True))
                waiting += [(one, False) for one in self._part(here).requires]
        return [self.parts[one] for one in order]

    def _part(self, part_id: str) -> Decision:
        if part_id not in self.parts:
            raise Invalid("decision.unknown", "there is no decision %(id)s", id=part_id)
        part = self.parts[part_id]
        if part.faults:
            raise Invalid("decision.unreadable", "%(id)s is wrong", part.faults, id=part_id)
        return part


def _names(root: xml.Element) -> Iterator[str]:
    for element in root.iter("{*}*"):
        if element.get("name"):
            yield xml.name(element)


def _required(element: xml.Element) -> Required:
    variable = xml.first(element, "variable")
    named = element if variable is None or not xml.name(variable) else variable
    return Required(xml.name(named), type_name(named.get("typeRef")))


def _parts(root: xml.Element, reading: Reading, types: Types) -> dict[str, Decision]:
    boxes = Boxes(reading, types)
    elements = xml.all_of(root, "decision", "businessKnowledgeModel")
    known = {element.get("id") for element in elements}
    parts: dict[str, Decision] = {}
    for element in elements:
        part = _part(element, boxes, known)
        if part.id in parts:
            reading.refuse(element, "decision.twice", "%(id)s is there twice", id=part.id)
        parts[part.id] = part
    return parts


def _part(element: xml.Element, boxes: Boxes, known: set[str | None]) -> Decision:
    reading, before = boxes.reading, len(boxes.reading.faults)
    variable = xml.first(element, "variable")
    name = xml.name(element) or element.get("id") or ""
    reading.place = element.get("id") or name
    knowledge = xml.local(element) == "businessKnowledgeModel"
    written = variable.get("typeRef") if variable is not None else None
    logic = _knowledge(element, boxes) if knowledge else boxes.inside(element)
    return Decision(
        id=reading.place,
        name=name,
        variable=(xml.name(variable) if variable is not None else "") or name,
        requires=tuple(_requirements(element, known)),
        logic=logic if knowledge or _many(boxes, written) else boxes.fitted(logic, written),
        table=boxes.tables.get(reading.place),
        faults=tuple(reading.faults[before:]),
        knowledge=knowledge,
    )


def _many(boxes: Boxes, written: str | None) -> bool:
    """Tell whether a table gives a list though editors write the type of one result."""
    table, type_ = boxes.tables.get(boxes.reading.place), type_name(written)
    return table is not None and table.policy in MULTIPLE and type_ not in boxes.types


def _knowledge(element: xml.Element, boxes: Boxes) -> Closure:
    logic = xml.first(element, "encapsulatedLogic")
    if logic is None:
        return boxes.inside(element)
    return boxes.function(logic)


def _requirements(element: xml.Element, known: set[str | None]) -> Iterator[str]:
    for requirement in xml.all_of(element, "informationRequirement", "knowledgeRequirement"):
        for required in xml.all_of(requirement, "requiredDecision", "requiredKnowledge"):
            target = (required.get("href") or "").rpartition("#")[2]
            if target in known:
                yield target
