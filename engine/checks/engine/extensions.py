"""The ``zeebe:`` extension elements that are read, on which elements, with which attributes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from engine.checks.elements import BPMN, ZEEBE, Element
from engine.checks.findings import Finding, Rule
from engine.checks.words import words

EXTENSION = Rule("engine.extension", "zeebe:%(name)s is not supported", "%(instead)s")
MISPLACED = Rule(
    "engine.extension_misplaced",
    "zeebe:%(name)s says nothing on a %(kind)s",
    "it belongs on: %(on)s",
)
ATTRIBUTE = Rule(
    "engine.extension_attribute",
    "%(attribute)s=%(value)r of zeebe:%(name)s is not supported",
    "%(instead)s",
)
INCOMPLETE = Rule(
    "engine.extension_incomplete",
    "zeebe:%(name)s does not say its %(attribute)s",
    "fill it in in the properties of the element",
)
TWICE = Rule("engine.extension_twice", "zeebe:%(name)s is given twice", "delete one of the two")


@dataclass(frozen=True)
class Extension:
    """One ``zeebe:`` element.

    :param on: the BPMN elements that may carry it; none means all.
    :param needed: attributes that must not be empty.
    :param optional: attributes it may have.
    """

    on: frozenset[str]
    needed: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()


def extension(on: str, needed: str = "", optional: str = "") -> Extension:
    """Return an extension from lists written with blanks."""
    return Extension(*(words(each) for each in (on, needed, optional)))


EXTENSIONS = MappingProxyType(
    {
        "formDefinition": extension("userTask startEvent", "formId"),
        "assignmentDefinition": extension("userTask", "candidateGroups"),
        "userTask": extension("userTask"),
        "properties": extension(""),
        "calledDecision": extension("businessRuleTask", "decisionId resultVariable"),
        "taskDefinition": extension("serviceTask", "type", "retries"),
        "loopCharacteristics": extension(
            "multiInstanceLoopCharacteristics",
            "",
            "inputCollection inputElement outputCollection outputElement",
        ),
        "subscription": extension("message", "", "correlationKey"),
    }
)
PROPERTY = extension("properties", "name", "value")
DELETE = "delete it: the engine would pass over it"
INSTEAD: Mapping[str, str] = {
    "ioMapping": "delete it: answers lie under the id of their task, e.g. check_materials.outcome",
    "taskSchedule": 'write the setting limit: <zeebe:property name="limit" value="5"/>',
    "script": "use a decision table: scripts from files are never run",
    "calledElement": "draw the steps in an embedded sub-process",
    "userTaskForm": "put the form into a .form file and name it in zeebe:formDefinition",
    "assignee": "write candidateGroups: people are found by department and role",
    "candidateUsers": "write candidateGroups: people are found by department and role",
    "formKey": "write formId",
    "externalReference": "write formId",
}
TEMPLATE = frozenset({"modelerTemplate", "modelerTemplateVersion", "modelerTemplateIcon"})
"""What the editor notes about element templates, as attributes of BPMN elements."""


def refused_extensions(root: Element) -> Iterator[Finding]:
    """Yield ``zeebe:`` elements and attributes that nothing reads."""
    for element in root.within():
        if element.namespace == BPMN:
            yield from _notes(element)
            said: set[str] = set()
            for each in element.extensions():
                yield from _extension(element, each)
                if each.kind in said and each.kind in EXTENSIONS:
                    yield TWICE.at(each, name=each.kind)
                said.add(each.kind)


def _notes(element: Element) -> Iterator[Finding]:
    for full in element.xml.attrib:
        namespace, _, name = str(full).rpartition("}")
        if namespace == "{" + ZEEBE and name not in TEMPLATE:
            yield ATTRIBUTE.at(element, attribute=name, value="", name=element.kind, instead=DELETE)


def _extension(element: Element, each: Element) -> Iterator[Finding]:
    known = EXTENSIONS.get(each.kind)
    if known is None:
        yield EXTENSION.at(each, name=each.kind, instead=INSTEAD.get(each.kind, DELETE))
        return
    if known.on and element.kind not in known.on:
        on = ", ".join(sorted(known.on))
        yield MISPLACED.at(each, name=each.kind, kind=element.kind, on=on)
        return
    yield from _attributes(each, known)
    for child in each.xml.iterchildren("{*}*"):
        inner = Element(each.file, child)
        if (each.kind, inner.kind) == ("properties", "property"):
            yield from _attributes(inner, PROPERTY)
        else:
            yield EXTENSION.at(inner, name=inner.kind, instead=DELETE)


def _attributes(each: Element, known: Extension) -> Iterator[Finding]:
    replaced = False
    for name, value in each.xml.attrib.items():
        name, value = str(name), str(value)
        if name not in known.needed | known.optional:
            replaced = replaced or name in INSTEAD
            instead = INSTEAD.get(name, DELETE)
            yield ATTRIBUTE.at(each, attribute=name, value=value, name=each.kind, instead=instead)
    for name in sorted(known.needed):
        if not each.get(name).strip() and not replaced:
            yield INCOMPLETE.at(each, name=each.kind, attribute=name)
