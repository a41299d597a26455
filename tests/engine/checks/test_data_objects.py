"""Data objects pass when something fills them, and their names can be read."""

import pytest

from tests.engine.checks.examples import drawn, flow, line, node, task, told

DECLARED = node("dataObject", "report") + node(
    "dataObjectReference", "report_drawn", dataObjectRef="report"
)
END = node("endEvent", "granted")


def keeps(step, ref="report_drawn"):
    inside = f"<bpmn:targetRef>{ref}</bpmn:targetRef></bpmn:dataOutputAssociation>"
    return step.replace("</bpmn:userTask>", f'<bpmn:dataOutputAssociation id="out">{inside}') + (
        "</bpmn:userTask>"
    )


def needs(step):
    place = '<bpmn:property id="place" name="__targetRef_placeholder"/>'
    inside = "<bpmn:sourceRef>report_drawn</bpmn:sourceRef><bpmn:targetRef>place</bpmn:targetRef>"
    association = f'<bpmn:dataInputAssociation id="in">{inside}</bpmn:dataInputAssociation>'
    return step.replace("</bpmn:userTask>", f"{place}{association}</bpmn:userTask>")


def test_what_one_step_keeps_another_may_need_and_conditions_may_read():
    choice = node("exclusiveGateway", "which", default="else")
    ways = flow("some", "which", "granted", '=report.outcome = "accept"')
    ways += flow("else", "which", "refused") + node("endEvent", "refused")
    steps = keeps(task("write")) + needs(task("read")) + choice
    files = drawn(DECLARED, steps, END, line("start", "write", "read", "which"), ways)

    assert told(files, None) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('dataObjectRef="report"', 'dataObjectRef="gone"', "xml.dangling_reference"),
        (">report_drawn<", ">gone<", "xml.dangling_reference"),
        (">report_drawn<", ">granted<", "engine.no_data_object"),
        ("</bpmn:targetRef>", "</bpmn:targetRef><bpmn:assignment/>", "engine.element"),
    ],
)
def test_an_association_that_leads_to_no_data_object_is_told(old, new, found):
    files = drawn(DECLARED, keeps(task("write")), END, line("start", "write", "granted"))
    files["a.bpmn"] = files["a.bpmn"].replace(old.encode(), new.encode())

    assert found in [rule for rule, _ in told(files, None)]


def test_a_step_that_leaves_nothing_fills_no_data_object():
    inside = node("startEvent", "in") + task("ask") + node("endEvent", "out")
    inside += line("in", "ask", "out")
    inside += '<bpmn:dataOutputAssociation id="kept"><bpmn:targetRef>report_drawn</bpmn:targetRef>'
    body = node("subProcess", "body", inside + "</bpmn:dataOutputAssociation>")
    files = drawn(DECLARED, body, END, line("start", "body", "granted"))

    assert told(files, None) == [("engine.nothing_to_keep", "body")]


def test_a_data_object_of_a_sub_process_is_not_known_outside_it():
    inside = DECLARED + node("startEvent", "in") + keeps(task("write"))
    inside += node("endEvent", "over")
    body = node("subProcess", "body", inside + line("in", "write", "over"))
    choice = node("exclusiveGateway", "which", default="else")
    ways = flow("some", "which", "granted", '=report.outcome = "accept"')
    ways += flow("else", "which", "refused") + node("endEvent", "refused")
    files = drawn(body, choice, END, line("start", "body", "which"), ways)

    assert told(files, None) == [("engine.read_too_early", "some")]
