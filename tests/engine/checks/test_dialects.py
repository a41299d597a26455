"""Files from other engines are told, word by word, what to write instead; nothing is read."""

import pytest

from engine.checks import check
from engine.checks.engine.camunda import CAMUNDA_7, SPIFF_ONLY
from engine.checks.engine.dialects import IN_CAMUNDA_7, IN_SPIFF
from tests.engine.checks.examples import OFFICE, drawn, line, node, task

NAMESPACES = (
    'xmlns:camunda="http://camunda.org/schema/1.0/bpmn" '
    'xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" '
)
JOB = '<zeebe:taskDefinition type="…"/>'
ATTRIBUTES = [
    ('candidateGroups="fire/examiner"', 'candidateGroups="fire/examiner"'),
    ('candidateGroups="${group}"', 'candidateGroups="…"'),
    ('assignee="li"', 'candidateGroups="department/role"'),
    ('candidateUsers="li"', 'candidateGroups="department/role"'),
    ('formKey="embedded:app:forms/intake.html"', '<zeebe:formDefinition formId="intake"/>'),
    ('formKey="camunda-forms:bpmn:intake.form"', '<zeebe:formDefinition formId="intake"/>'),
    ('formRef="intake"', '<zeebe:formDefinition formId="intake"/>'),
    ('formRefBinding="latest"', '<zeebe:formDefinition formId="…"/> and a .form file'),
    ('topic="notify"', '<zeebe:taskDefinition type="notify"/>'),
    *((f'{name}="x"', JOB) for name in ("class", "expression", "delegateExpression", "type")),
    (
        'decisionRef="who" camunda:resultVariable="asked"',
        '<zeebe:calledDecision decisionId="who" resultVariable="asked"/>',
    ),
    ('resultVariable="asked"', 'decisionId="…" resultVariable="asked"'),
    (
        'collection="${offices}" camunda:elementVariable="office"',
        '<zeebe:loopCharacteristics inputCollection="=offices" inputElement="office"/>',
    ),
    ('elementVariable="office"', 'inputCollection="=…" inputElement="office"'),
    ('dueDate="${x}"', '<zeebe:property name="limit" value="5"/>'),
    ('followUpDate="x"', '<zeebe:property name="limit" value="5"/>'),
    ('resource="a.groovy"', "scripts from files are never run"),
    ('calledElementBinding="version"', 'bindingType="latest"'),
    ('asyncBefore="true"', "delete it: the engine decides this itself"),
]
ELEMENTS = [
    ('camunda:in source="amount" target="sum"', '<zeebe:input source="=amount" target="sum"/>'),
    ('camunda:out source="a.b" target="sum"', '<zeebe:output source="=…" target="sum"/>'),
    ("camunda:inputOutput", "<zeebe:ioMapping>"),
    ("camunda:failedJobRetryTimeCycle", 'retries="3"'),
    ("camunda:properties", "<zeebe:properties>"),
    *((f"camunda:{name}", JOB) for name in ("connector", "field")),
    *((f"camunda:{name}", "a .form file") for name in ("formData", "formField")),
    *((f"camunda:{n}", "never run") for n in ("executionListener", "taskListener", "script")),
    *((f"spiffworkflow:{n}", "never run") for n in ("preScript", "postScript", "unitTests")),
    ('spiffworkflow:serviceTaskOperator id="http"', JOB),
    ("spiffworkflow:properties", "<zeebe:properties>"),
]
PROPERTY = (
    '<%(of)s:properties><%(of)s:property name="%(name)s" value="%(value)s"/></%(of)s:properties>'
)


def hints(attribute="", inside=""):
    box = f"<bpmn:extensionElements>{inside}</bpmn:extensionElements>" if inside else ""
    step = node("userTask", "old", box).replace("<bpmn:userTask", f"<bpmn:userTask {attribute}", 1)
    end = node("endEvent", "granted")
    files = drawn(task("look"), step, end, line("start", "look", "old", "granted"))
    raw = files["a.bpmn"].replace(b"<bpmn:definitions ", f"<bpmn:definitions {NAMESPACES}".encode())
    found = check({**files, "a.bpmn": raw}, known=OFFICE)
    ours = [each for each in found if each.rule in (CAMUNDA_7.id, SPIFF_ONLY.id)]
    return [each.hint % each.params for each in ours]


@pytest.mark.parametrize(("said", "instead"), ATTRIBUTES)
def test_an_attribute_of_camunda_7_is_answered_with_what_to_write(said, instead):
    assert instead in hints(f"camunda:{said}")[0]


@pytest.mark.parametrize(("said", "instead"), ELEMENTS)
def test_an_element_of_another_engine_is_answered_with_what_to_write(said, instead):
    assert instead in hints(inside=f"<{said}/>")[0]


@pytest.mark.parametrize("of", ["camunda", "spiffworkflow"])
def test_each_property_of_another_engine_is_answered_with_one_of_ours(of):
    given = PROPERTY % {"of": of, "name": "paper", "value": "a < b".replace("<", "&lt;")}

    assert hints(inside=given) == [
        'write in <zeebe:properties>: <zeebe:property name="paper" value="a &lt; b"/>'
    ]


def test_what_spiffworkflow_says_of_forms_and_decisions_is_filled_in():
    form = PROPERTY % {
        "of": "spiffworkflow", "name": "formJsonSchemaFilename", "value": "intake.json"
    }  # fmt: skip
    decision = "<spiffworkflow:calledDecisionId>who</spiffworkflow:calledDecisionId>"

    assert hints(inside=form) == ['write <zeebe:formDefinition formId="intake"/>']
    assert 'decisionId="who"' in hints(inside=decision)[0]


def test_every_word_we_answer_is_tried_here():
    tried = "".join(said for said, _ in (*ATTRIBUTES, *ELEMENTS)) + PROPERTY
    tried += "formJsonSchemaFilename calledDecisionId"

    assert [name for name in (*IN_CAMUNDA_7, *IN_SPIFF) if name not in tried] == []


def test_the_attribute_of_a_call_is_answered_with_the_line_to_write():
    call = node("callActivity", "call", calledElement="appraisal")

    hints = [each.hint % each.params for each in check(drawn(call), known=OFFICE)]

    line = '<zeebe:calledElement processId="appraisal" propagateAllChildVariables="false"/>'
    assert f"delete calledElement and write {line}" in hints
