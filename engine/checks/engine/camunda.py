"""A courtesy to files from Camunda 7 and SpiffWorkflow: what to write instead, ready to copy.

Nothing of theirs is read (decision 0074): each finding says the same in the words of this engine,
filled in with what the file says wherever that can mean only one thing.
"""

from collections.abc import Iterator, Mapping

from lxml import etree

from engine.checks.elements import BPMN, Element
from engine.checks.engine.dialects import IN_CAMUNDA_7, IN_SPIFF, PARTNERS, READ, Answer, plain
from engine.checks.findings import Finding, Rule, said
from engine.checks.xml.namespaces import ANSWERED, CAMUNDA, SPIFF

CAMUNDA_7 = Rule("engine.camunda7", "camunda:%(name)s is not read")
SPIFF_ONLY = Rule("engine.spiffworkflow", "spiffworkflow:%(name)s is not read")
DELETE = Answer(said("delete it: the engine decides this itself"))

TABLES: Mapping[str, tuple[Rule, Mapping[str, Answer]]] = {
    CAMUNDA: (CAMUNDA_7, IN_CAMUNDA_7),
    SPIFF: (SPIFF_ONLY, IN_SPIFF),
}


def foreign_dialects(root: Element) -> Iterator[Finding]:
    """Yield what another engine would read, each with what this one reads."""
    for element in root.within():
        parent = next(element.around(), None)
        if element.namespace in ANSWERED and parent is not None and parent.namespace == BPMN:
            yield from _elements(element)
        if element.namespace == BPMN:
            for full, value in element.xml.attrib.items():
                name = etree.QName(str(full))
                if name.namespace in ANSWERED:
                    partner = PARTNERS.get(name.localname)
                    beside = element.get(f"{{{name.namespace}}}{partner}") if partner else ""
                    told = {"name": name.localname, "value": str(value), "beside": beside}
                    yield _answer(element, name.namespace, told)


def _elements(element: Element) -> Iterator[Finding]:
    """Yield the finding for an extension element, of a list of properties one for each."""
    inner = [Element(element.file, each) for each in element.xml.iterchildren("{*}property")]
    for each in inner or [element]:
        value = each.get("value") or each.get("source") or each.get("id") or each.text
        beside = each.get("name") or each.get("target")
        yield _answer(each, each.namespace, {"name": each.kind, "value": value, "beside": beside})


def _answer(place: Element, namespace: str, told: Mapping[str, str]) -> Finding:
    rule, table = TABLES[namespace]
    answer = table.get(told["name"], DELETE)
    if told["name"] == "property" and told["beside"] in table:
        answer = table[told["beside"]]
    value = READ.get(answer.read, plain)(told["value"])
    beside = plain(told["beside"])
    return rule.instead(answer.hint).at(place, name=told["name"], value=value, beside=beside)
