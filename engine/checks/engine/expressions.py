"""Expressions compile, and read only names that something writes."""

from collections.abc import Iterator
from contextlib import suppress

from engine import feel
from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.engine.variables import COUNTERS, readable
from engine.checks.findings import Finding, Rule
from engine.checks.folder import Folder

EXPRESSION = Rule("engine.expression", "", "in the expression %(expression)s")
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
UNKNOWN_ANSWER = Rule(
    "engine.unknown_answer",
    "the form of %(task)s does not ask for %(answer)s",
    "read a key of the form, or add the question",
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
            told = {**error.params, "expression": text}
            yield EXPRESSION.because(place, error.message, **told)
            continue
        counted = any(each.kind == "multiInstanceLoopCharacteristics" for each in place.around())
        for name in sorted(expression.names - names - (COUNTERS if counted else set())):
            yield UNKNOWN_NAME.at(place, name=name)


def unknown_answers(diagram: Diagram, folder: Folder) -> Iterator[Finding]:
    """Yield the expressions that read an answer its task does not ask for."""
    asked = _questions(diagram, folder)
    for place, text in _expressions(diagram):
        with suppress(feel.FeelError):
            for read in feel.compile(text).reads:
                task, answer = (*read.path, "", "")[:2]
                if answer and read.certain and answer not in asked.get(task, {answer}):
                    yield UNKNOWN_ANSWER.at(place, task=task, answer=answer)


def _questions(diagram: Diagram, folder: Folder) -> dict[str, set[str]]:
    """Return what each task asks, where its form can be read and silence does not answer."""
    asked = {}
    for task in diagram.of("userTask"):
        definition = task.extension("formDefinition")
        form = folder.forms.get(definition.get("formId")) if definition is not None else None
        if form is not None and "silence" not in task.settings():
            asked[task.id] = {field.key for field in form.fields}
    return asked


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
