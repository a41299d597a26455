"""A courtesy to files from Camunda 7 and SpiffWorkflow: what to write instead."""

from collections.abc import Iterator, Mapping

from lxml import etree

from engine.checks.elements import BPMN, Element
from engine.checks.findings import Finding, Rule, said
from engine.checks.xml.namespaces import ANSWERED, CAMUNDA, SPIFF

CAMUNDA_7 = Rule("engine.camunda7", "camunda:%(name)s is not read")
SPIFF_ONLY = Rule("engine.spiffworkflow", "spiffworkflow:%(name)s is not read")

GROUPS = said('write <zeebe:assignmentDefinition candidateGroups="department/role"/>')
FORM = said('write <zeebe:formDefinition formId="…"/> and a .form file')
JOB = said('write <zeebe:taskDefinition type="…"/> with a registered job')
SETTING = said("write <zeebe:properties> with zeebe:property")
LOOP = said("write <zeebe:loopCharacteristics inputCollection inputElement/>")
DECISION = said('write <zeebe:calledDecision decisionId="…" resultVariable="…"/>')
SCRIPT = said("delete it: scripts from files are never run")
LIMIT = said('write the setting limit: <zeebe:property name="limit" value="5"/>')
DELETE = said("delete it: the engine decides this itself")

IN_CAMUNDA_7 = {
    **dict.fromkeys(("assignee", "candidateGroups", "candidateUsers"), GROUPS),
    **dict.fromkeys(("formKey", "formRef", "formRefBinding", "formData", "formField"), FORM),
    **dict.fromkeys(("class", "expression", "delegateExpression", "type", "topic"), JOB),
    **dict.fromkeys(("connector", "field", "resultVariable"), JOB),
    **dict.fromkeys(("properties", "property"), SETTING),
    **dict.fromkeys(("collection", "elementVariable"), LOOP),
    **dict.fromkeys(("decisionRef", "decisionRefBinding", "mapDecisionResult"), DECISION),
    **dict.fromkeys(("executionListener", "taskListener", "script", "resource"), SCRIPT),
    **dict.fromkeys(("dueDate", "followUpDate"), LIMIT),
}
IN_SPIFF = {
    **dict.fromkeys(("preScript", "postScript", "unitTests"), SCRIPT),
    "calledDecisionId": DECISION,
    "serviceTaskOperator": JOB,
    **dict.fromkeys(("properties", "property"), SETTING),
}
TABLES: Mapping[str, tuple[Rule, Mapping[str, str]]] = {
    CAMUNDA: (CAMUNDA_7, IN_CAMUNDA_7),
    SPIFF: (SPIFF_ONLY, IN_SPIFF),
}


def foreign_dialects(root: Element) -> Iterator[Finding]:
    """Yield what another engine would read, each with what this one reads."""
    for element in root.within():
        parent = next(element.around(), None)
        if element.namespace in ANSWERED and parent is not None and parent.namespace == BPMN:
            yield _answer(element, element.namespace, element.kind)
        if element.namespace == BPMN:
            for full in element.xml.attrib:
                name = etree.QName(str(full))
                if name.namespace in ANSWERED:
                    yield _answer(element, name.namespace, name.localname)


def _answer(element: Element, namespace: str, name: str) -> Finding:
    rule, table = TABLES[namespace]
    return rule.instead(table.get(name, DELETE)).at(element, name=name)
