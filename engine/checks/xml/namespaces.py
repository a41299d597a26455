"""Only names that mean something here; foreign extensions may stay, and do nothing."""

from collections.abc import Iterable, Iterator

from lxml import etree

from engine.checks.elements import BPMN, ZEEBE, Element
from engine.checks.findings import Finding, Rule

NOT_BPMN = Rule(
    "xml.not_bpmn", "the file begins with %(kind)s, not with definitions of BPMN 2.0", ""
)
FOREIGN = Rule(
    "xml.foreign_name",
    "%(name)s of the namespace %(namespace)s is unknown here",
    "delete it; additions belong into extensionElements",
)
IGNORED = Rule(
    "xml.ignored_extension",
    "%(name)s of the namespace %(namespace)s is ignored",
    "delete it, or say the same with zeebe:property",
    severity="warning",
)

CAMUNDA = "http://camunda.org/schema/1.0/bpmn"
SPIFF = "http://spiffworkflow.org/bpmn/schema/1.0/core"
ANSWERED = frozenset({CAMUNDA, SPIFF})
"""Foreign names that another rule answers with what to write instead."""
DRAWN = frozenset(
    {
        "http://www.omg.org/spec/BPMN/20100524/DI",
        "http://www.omg.org/spec/DD/20100524/DC",
        "http://www.omg.org/spec/DD/20100524/DI",
    }
)
TOLERATED = frozenset(
    {
        "http://camunda.org/schema/modeler/1.0",
        "http://bpmn.io/schema/bpmn/biocolor/1.0",
        "http://www.omg.org/spec/BPMN/non-normative/color/1.0",
    }
)
"""Notes that editors leave about themselves, and colours: attributes only."""
EXECUTED = frozenset({"http://activiti.org/bpmn", "http://flowable.org/bpmn"})
"""Attributes of engines: they say who is asked and what is done, and nothing here does it."""
XSI = "http://www.w3.org/2001/XMLSchema-instance"


def is_bpmn(root: Element) -> bool:
    """Whether a document is one of BPMN; of any other, only this is worth telling."""
    return (root.namespace, root.kind) == (BPMN, "definitions")


def foreign_names(root: Element) -> Iterator[Finding]:
    """Yield elements and attributes of namespaces that nothing here reads."""
    if not is_bpmn(root):
        yield NOT_BPMN.at(root, kind=root.kind)
        return
    yield from _each_once(each for element in root.within() for each in _attributes(element))
    for element in root.within():
        if element.namespace in {BPMN, ZEEBE} | DRAWN | ANSWERED:
            continue
        parent = next(element.around(), root)
        if parent.kind == "extensionElements" and parent.namespace == BPMN:
            yield IGNORED.at(element, name=element.kind, namespace=element.namespace)
        elif not any(outer.kind == "extensionElements" for outer in element.around()):
            yield FOREIGN.at(element, name=element.kind, namespace=element.namespace)


def _each_once(found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield every error, and of warnings that say the same only the first."""
    told = set[str]()
    for each in found:
        said = str(sorted(each.params.items()))
        if each.severity == "error" or said not in told:
            told.add(said)
            yield each


def _attributes(element: Element) -> Iterator[Finding]:
    if element.namespace not in {BPMN, ZEEBE} | DRAWN:
        return
    for full in element.xml.attrib:
        name = etree.QName(str(full))
        namespace = name.namespace or ""
        known = {"", ZEEBE} | ANSWERED | TOLERATED
        if namespace in known or (namespace, name.localname) == (XSI, "type"):
            continue
        rule = FOREIGN if namespace in EXECUTED | DRAWN | {XSI} else IGNORED
        yield rule.at(element, name=name.localname, namespace=namespace)
