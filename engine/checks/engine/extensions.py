"""The ``zeebe:`` extension elements that are read, on which elements, with which attributes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from engine.checks.elements import BPMN, ZEEBE, Element
from engine.checks.findings import Finding, Rule, listed, said
from engine.checks.words import words

EXTENSION = Rule("engine.extension", "zeebe:%(name)s is not supported")
MISPLACED = Rule(
    "engine.extension_misplaced",
    "zeebe:%(name)s says nothing on a %(kind)s",
    "it belongs on: %(on)s",
)
ATTRIBUTE = Rule(
    "engine.extension_attribute",
    "%(attribute)s=%(value)r of zeebe:%(name)s is not supported",
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


THROWING = "intermediateThrowEvent endEvent sendTask"

EXTENSIONS = MappingProxyType(
    {
        "formDefinition": extension("userTask startEvent", "formId"),
        "assignmentDefinition": extension("userTask manualTask", "candidateGroups"),
        "userTask": extension("userTask"),
        "properties": extension(""),
        "calledDecision": extension("businessRuleTask", "decisionId resultVariable"),
        "taskDefinition": extension("serviceTask sendTask", "type", "retries"),
        "loopCharacteristics": extension(
            "multiInstanceLoopCharacteristics",
            "",
            "inputCollection inputElement outputCollection outputElement",
        ),
        "subscription": extension("message", "", "correlationKey"),
        "publishMessage": extension(THROWING, "", "correlationKey timeToLive"),
        "calledElement": extension(
            "callActivity",
            "processId",
            "bindingType propagateAllParentVariables propagateAllChildVariables",
        ),
        "ioMapping": extension(f"callActivity serviceTask {THROWING}"),
        "taskHeaders": extension("serviceTask sendTask"),
    }
)
INSIDE = MappingProxyType(
    {
        ("properties", "property"): extension("properties", "name", "value"),
        ("taskHeaders", "header"): extension("taskHeaders", "key", "value"),
        ("ioMapping", "input"): extension("ioMapping", "source target"),
        ("ioMapping", "output"): extension("ioMapping", "source target"),
    }
)
"""What stands inside an extension."""
DELETE = said("delete it: the engine would pass over it")
INSTEAD: Mapping[str, str] = {
    "taskSchedule": said('write the setting limit: <zeebe:property name="limit" value="5"/>'),
    "script": said("use a decision table: scripts from files are never run"),
    "userTaskForm": said("put the form into a .form file and name it in zeebe:formDefinition"),
    "assignee": said("write candidateGroups: people are found by department and role"),
    "candidateUsers": said("write candidateGroups: people are found by department and role"),
    "formKey": said("write formId"),
    "externalReference": said("write formId"),
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
            yield ATTRIBUTE.instead(DELETE).at(element, attribute=name, value="", name=element.kind)


def _extension(element: Element, each: Element) -> Iterator[Finding]:
    known = EXTENSIONS.get(each.kind)
    if known is None:
        yield EXTENSION.instead(INSTEAD.get(each.kind, DELETE)).at(each, name=each.kind)
        return
    if known.on and element.kind not in known.on:
        yield MISPLACED.at(each, name=each.kind, kind=element.kind, on=listed(known.on))
        return
    yield from _attributes(each, known)
    for child in each.xml.iterchildren("{*}*"):
        inner = Element(each.file, child)
        if (each.kind, inner.kind) in INSIDE:
            yield from _attributes(inner, INSIDE[each.kind, inner.kind])
        else:
            yield EXTENSION.instead(DELETE).at(inner, name=inner.kind)


def _attributes(each: Element, known: Extension) -> Iterator[Finding]:
    replaced = False
    for name, value in each.xml.attrib.items():
        name, value = str(name), str(value)
        if name not in known.needed | known.optional:
            replaced = replaced or name in INSTEAD
            rule = ATTRIBUTE.instead(INSTEAD.get(name, DELETE))
            yield rule.at(each, attribute=name, value=value, name=each.kind)
    for name in sorted(known.needed):
        if not each.get(name).strip() and not replaced:
            yield INCOMPLETE.at(each, name=each.kind, attribute=name)
