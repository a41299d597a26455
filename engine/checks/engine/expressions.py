"""Expressions compile, and read only names that something writes."""

from collections.abc import Iterator

from engine import feel
from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.engine.variables import COUNTERS, readable
from engine.checks.findings import Finding, Rule

EXPRESSION = Rule("engine.expression", "", "in the expression %(text)s")
EMPTY = Rule("engine.expression_missing", "%(kind)s is empty", "write an expression, or delete it")
NO_MARK = Rule(
    "engine.expression_mark",
    "%(attribute)s says %(text)r, which is no expression",
    "begin with =, e.g. =%(text)s",
)
UNKNOWN_NAME = Rule(
    "engine.unknown_name",
    "nothing in the process gives %(name)s a value",
    "answers are read by the id of their task, e.g. check_materials.outcome",
)

TEXTS = ("conditionExpression", "completionCondition")
TIMES = ("timeDate", "timeDuration", "timeCycle")
MARKED = ("inputCollection", "outputElement")
ATTRIBUTES = {
    "assignmentDefinition": ("candidateGroups",),
    "loopCharacteristics": MARKED,
    "property": ("value",),
}
"""Where an expression may stand, marked with =."""


def bad_expressions(diagram: Diagram) -> Iterator[Finding]:
    """Yield the expressions that can not be read, or read what nobody writes."""
    names = readable(diagram)
    for place, text in _expressions(diagram):
        try:
            expression = feel.compile(text)
        except feel.FeelError as error:
            yield EXPRESSION.because(place, error.message, text=text, **error.params)
            continue
        counted = any(each.kind == "multiInstanceLoopCharacteristics" for each in place.around())
        for name in sorted(expression.names - names - (COUNTERS if counted else set())):
            yield UNKNOWN_NAME.at(place, name=name)


def missing_marks(diagram: Diagram) -> Iterator[Finding]:
    """Yield expressions that are empty, or are not marked as such."""
    for place in diagram.of(*TEXTS):
        if not place.text and place.kind == "completionCondition":
            yield EMPTY.at(place, kind=place.kind)
    for loop in diagram.of("multiInstanceLoopCharacteristics"):
        for each in loop.extensions("loopCharacteristics"):
            for attribute in MARKED:
                text = each.get(attribute)
                if text and not text.startswith("="):
                    yield NO_MARK.at(each, attribute=attribute, text=text)


def _expressions(diagram: Diagram) -> Iterator[tuple[Element, str]]:
    for place in diagram.of(*TEXTS, *TIMES):
        if place.text.startswith("=") or (place.text and place.kind in TEXTS):
            yield place, place.text
    for element in diagram.root.within():
        for each in (*element.extensions(*ATTRIBUTES), *element.properties()):
            said = (each.get(attribute) for attribute in ATTRIBUTES[each.kind])
            yield from ((each, text) for text in said if text.startswith("="))
