"""Nothing but the allow-list: elements, where they stand, and what is said about them."""

import re
from collections.abc import Iterator

from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.engine.vocabulary import VOCABULARY
from engine.checks.expressions.places import CONDITIONS, TIMES
from engine.checks.findings import Finding, Rule, said
from engine.checks.words import words

SCRIPT = Rule(
    "engine.script",
    "scripts from files are never run",
    "ask a person, use a decision table, or a job from the registered list",
)
ELEMENT = Rule(
    "engine.element",
    "%(kind)s is not supported",
    "delete it, or draw it with the elements of the manual",
)
MISPLACED = Rule(
    "engine.misplaced", "%(kind)s can not stand in %(parent)s", "move it, or draw it again"
)
ATTRIBUTE = Rule(
    "engine.attribute",
    "%(name)s=%(value)r of %(kind)s is not supported",
    "delete it; the engine would pass over it",
)

TWICE = Rule("engine.said_twice", "%(kind)s stands twice in %(parent)s", "delete one of the two")
LANGUAGE = Rule(
    "engine.expression_language",
    "the expression is written in %(language)s",
    "write it in FEEL, beginning with =, and delete the language",
)

INSTEAD = {
    "task": said("choose what it is: a user task, a job or a decision"),
    "transaction": said("use a sub-process with boundary events"),
    "adHocSubProcess": said("use a multi-instance sub-process or parallel branches"),
    "complexGateway": said("use a completion condition on a multi-instance, or simpler gateways"),
    "dataStoreReference": said("use a text annotation; what people enter belongs into forms"),
    "compensateEventDefinition": said("draw the steps that undo the work"),
    "cancelEventDefinition": said("use an error"),
    "import": said("put everything into this file"),
}
SCRIPTS = ("scriptTask", "script")
ONCE = words(
    "conditionExpression condition loopCondition loopCardinality completionCondition "
    "multiInstanceLoopCharacteristics standardLoopCharacteristics sourceRef targetRef "
    "childLaneSet text"
)
FEEL = re.compile(r"feel|https?://www\.omg\.org/spec/(DMN|FEEL)/.*", re.IGNORECASE)


def refused_elements(root: Element) -> Iterator[Finding]:
    """Yield what the engine does not run as drawn; inside a refused element, nothing more."""
    word = VOCABULARY.get(root.kind)
    seen: set[str] = set()
    for child in root.children():
        if child.kind in seen & ONCE:
            yield TWICE.at(child, kind=child.kind, parent=root.kind)
        seen.add(child.kind)
        if child.kind in SCRIPTS:
            yield SCRIPT.at(child)
        elif child.kind not in VOCABULARY:
            yield _refusal(child)
        elif word is not None and child.kind not in word.children:
            yield MISPLACED.at(child, kind=child.kind, parent=root.kind)
        else:
            yield from _attributes(child)
            yield from refused_elements(child)


def _refusal(element: Element) -> Finding:
    rule = ELEMENT.instead(INSTEAD[element.kind]) if element.kind in INSTEAD else ELEMENT
    return rule.at(element, kind=element.kind)


def _attributes(element: Element) -> Iterator[Finding]:
    allowed = VOCABULARY[element.kind].attributes
    for name, value in element.xml.attrib.items():
        name, value = str(name), str(value)
        if name.startswith("{"):
            continue
        values = allowed.get(name)
        if values is None or (values and value not in values):
            yield ATTRIBUTE.at(element, name=name, value=value, kind=element.kind)


def strange_languages(diagram: Diagram) -> Iterator[Finding]:
    """Yield expressions of another language, even where they could be read as FEEL."""
    everywhere = diagram.root.get("expressionLanguage")
    for place in diagram.of(*CONDITIONS, *TIMES):
        marked = place.text.startswith("=") or place.kind in TIMES
        language = place.get("language") or ("" if marked else everywhere)
        if language and not FEEL.fullmatch(language):
            yield LANGUAGE.at(place, language=language)
