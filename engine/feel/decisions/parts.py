"""The parts of a decision model: decisions, business knowledge and services."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.documents import line_of, local_name
from engine.feel.closures.registry import Closure
from engine.feel.decisions import xml
from engine.feel.decisions.boxed import Boxes
from engine.feel.decisions.fitting import Fitting
from engine.feel.decisions.hits import MULTIPLE
from engine.feel.decisions.ordering import Decision, Parts, decide
from engine.feel.decisions.tables import Table
from engine.feel.decisions.types import Types, type_name
from engine.feel.scope import Evaluation, Scope
from engine.feel.values import Function

KINDS = ("decision", "businessKnowledgeModel", "decisionService")


def read_parts(root: xml.Element, boxes: Boxes) -> Parts:
    """Return the parts of a model by id; what is wrong stays with the reading."""
    elements = xml.all_of(root, *KINDS)
    named = {element.get("id"): element for element in xml.all_of(root, *KINDS, "inputData")}
    names = {key: _variable(element) for key, element in named.items()}
    types = {key: _type(element) for key, element in named.items()}
    parts: dict[str, Decision] = {}
    for element in elements:
        part = _part(element, boxes, _Model(names, types, parts))
        if part.id in parts:
            boxes.reading.refuse(element, "decision.twice", "%(id)s is there twice", id=part.id)
        parts[part.id] = part
    return parts


@dataclass(frozen=True)
class _Model:
    """What the parts of a model know of each other: names and types by id, and, later, all."""

    names: Mapping[str | None, str]
    types: Mapping[str | None, str | None]
    parts: Parts


def _part(element: xml.Element, boxes: Boxes, model: _Model) -> Decision:
    reading, before = boxes.reading, len(boxes.reading.faults)
    reading.place = element.get("id") or xml.name(element)
    kind = local_name(element)
    if kind == "decision":
        logic = _decision(element, boxes)
    elif kind == "decisionService":
        logic = _service(element, boxes, model)
    else:
        logic = boxes.function(_first(element, "encapsulatedLogic"), _gives(element, boxes.types))
    return Decision(
        id=reading.place,
        name=xml.name(element) or reading.place,
        variable=_variable(element),
        requires=tuple(_requirements(element, boxes, model)),
        logic=logic,
        table=_table(element, boxes),
        tables=tuple(boxes.tables[reading.place]),
        line=line_of(element),
        also="" if _named(element) else element.get("id") or "",
        faults=tuple(reading.faults[before:]),
        knowledge=kind != "decision",
    )


def _first(element: xml.Element, name: str) -> xml.Element:
    found = xml.first(element, name)
    return element if found is None else found


def _variable(element: xml.Element) -> str:
    return _named(element) or xml.name(element) or element.get("id") or ""


def _named(element: xml.Element) -> str:
    variable = xml.first(element, "variable")
    return xml.name(variable) if variable is not None else ""


def _type(element: xml.Element) -> str | None:
    variable = xml.first(element, "variable")
    return type_name(variable.get("typeRef")) if variable is not None else None


def _gives(element: xml.Element, types: Types) -> str | None:
    """Return the type of what a function gives, as the type of its variable says.

    Source: DMN 1.5, 7.3.3 (function items).
    """
    declared = types.get(_type(element) or "")
    return declared.gives if declared else None


def _decision(element: xml.Element, boxes: Boxes) -> Closure:
    variable = xml.first(element, "variable")
    logic = boxes.inside(element)
    written = variable.get("typeRef") if variable is not None else None
    table = _table(element, boxes)
    if table and table.policy in MULTIPLE and type_name(written) not in boxes.types:
        return logic  # it gives a list, though editors write the type of one result
    return boxes.fitted(logic, written)


def _table(element: xml.Element, boxes: Boxes) -> Table | None:
    """Return the table that a decision is; one inside of it is none."""
    inside = xml.first(element, "decisionTable")
    return boxes.tables[boxes.reading.place][-1] if inside is not None else None


def _service(element: xml.Element, boxes: Boxes, model: _Model) -> Closure:
    """Return a function that decides some decisions from the values of others."""
    inputs = [*_targets(element, "inputData"), *_targets(element, "inputDecision")]
    names = tuple(model.names.get(target, target) for target in inputs)
    types = [model.types.get(target) for target in inputs]
    goals, gives = list(_targets(element, "outputDecision")), _gives(element, boxes.types)

    def call(run: Evaluation, *arguments: Any) -> Any:
        fitting = Fitting(boxes.types, run)
        fitted = fitting.arguments(arguments, types)
        if fitted is None:
            return None
        found = dict(zip(names, fitted, strict=True))
        decide(model.parts, goals, Scope(run, found), found, skipped=inputs)
        results = {model.names[goal]: found[model.names[goal]] for goal in goals}
        one = next(iter(results.values()), None)
        return fitting.value(results if len(goals) > 1 else one, gives)

    return lambda scope: Function(names, call)


def _requirements(element: xml.Element, boxes: Boxes, model: _Model) -> Iterator[str]:
    for requirement in xml.all_of(element, "informationRequirement", "knowledgeRequirement"):
        for target in _targets(requirement, "requiredDecision", "requiredKnowledge"):
            if target not in model.names:
                boxes.reading.refuse(
                    requirement,
                    "decision.missing",
                    "it requires %(id)s, which is not here",
                    id=target,
                )
            elif target != element.get("id"):
                yield target


def _targets(element: xml.Element, *names: str) -> Iterator[str]:
    for link in xml.all_of(element, *names):
        yield (link.get("href") or "").rpartition("#")[2]
