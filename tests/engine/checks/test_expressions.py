"""Expressions read what there is, when it is there, and values of the right kind."""

import pytest

from engine.checks import check
from tests.engine.checks.examples import OFFICE, changed, drawn, line, node, task, told

CONDITION = '=check_materials.outcome = "correct"'
END = node("endEvent", "granted")


def instead(expression):
    text = expression.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return changed(CONDITION, text)


@pytest.mark.parametrize(
    ("rule", "expression"),
    [
        ("engine.kinds_compared", "=application.square_metres = \"10\""),
        ("engine.kinds_compared", '=check_materials.outcome in (1, "correct")'),
        ("engine.kinds_compared", "=item.name = true"),
        ("engine.kinds_compared", "=count([1]) = \"1\""),
        ("engine.kinds_not_ordered", '=application.square_metres > "10"'),
        ("engine.kinds_not_ordered", '=application.square_metres between "a" and "b"'),
        ("engine.kinds_computed", '=application.square_metres + "1" = null'),
        ("engine.kinds_computed", '=item.name * 2 = null'),
        ("engine.argument_kind", '=contains(application.square_metres, "1")'),
        ("engine.argument_kind", "=floor(item.code) = 1"),
        ("engine.not_true_or_false", '=item.promised_days and true'),
        ("engine.not_true_or_false", '=if item.name then true else false'),
        ("engine.no_option", '=check_materials.outcome = "corect"'),
        ("engine.no_option", '=check_materials.outcome in ("accept", "corect")'),
        ("engine.no_option", '=item.handling_kind = "slow"'),
        ("engine.unknown_answer", "=application.square_meters > 1"),
        ("engine.unknown_answer", "=item.promise > 1"),
        ("engine.unknown_answer", "=application.square_metres.unit = null"),
        ("engine.unfit_value", "=application.square_metres"),
        ("engine.unfit_value", "=[1]"),
    ],
)  # fmt: skip
def test_kinds_that_do_not_go_together_are_told(rule, expression):
    assert told(instead(expression)) == [(rule, "to_correct")]


@pytest.mark.parametrize(
    "expression",
    [
        "=application.square_metres * 2 + 1 > item.promised_days",
        '=contains(string(application.square_metres), "1")',
        '=if check_materials.outcome = "accept" then true else null',
        "=some d in [1, 2] satisfies d > application.square_metres",
        '=date("2026-03-02") + @"P1D" > today()',
        '=check_materials.outcome in ("accept", "correct")',
        "=count(for d in 1..3 return d) > 1",
        "=check_materials.outcome = null",
        '=item.code + "x" = "y" or item.fee.amount > 1',
        "=[{a: 1}, {a: 2}][a > 1][1].a = 2",
        '=date("2026-03-02").year > 2000',
    ],
)
def test_what_goes_together_is_let_pass(expression):
    assert told(instead(expression)) == []


@pytest.mark.parametrize(
    ("expression", "meant"),
    [("=item.promise > 1", "promised_days"), ("=check_material = null", "check_materials")],
)  # fmt: skip
def test_who_mistypes_a_name_is_told_which_one_is_meant(expression, meant):
    (finding,) = check(instead(expression), known=OFFICE)

    assert meant in str(finding)


@pytest.mark.parametrize(
    ("rule", "expression"),
    [
        ("engine.read_too_early", "=decide.granted = true"),
        ("engine.read_too_early", "=approve.opinion = null"),
        ("engine.perhaps_not_written", "=correct.square_metres > 1"),
    ],
)
def test_a_name_is_read_behind_the_step_that_writes_it(rule, expression):
    assert told(instead(expression)) == [(rule, "to_correct")]


@pytest.mark.parametrize(
    "expression",
    ["=correct.square_metres != null and correct.square_metres > 1", '=correct = null'],
)  # fmt: skip
def test_who_says_what_holds_without_a_value_may_read_it(expression):
    assert told(instead(expression)) == []


def test_what_parallel_branches_write_is_there_behind_their_join_and_uncertain_beside_it():
    parts = (
        node("parallelGateway", "split"), node("parallelGateway", "join"),
        line("start", "split", "one", "join", "three", "granted"), line("split", "two", "join"),
        END,
    )  # fmt: skip
    asking = task("one").replace('candidateGroups="examiner"', "candidateGroups='=\"x\" + two.a'")
    behind = asking.replace('id="one"', 'id="three"')

    beside = told(drawn(asking, task("two"), task("three"), *parts), None)
    assert ("engine.perhaps_not_written", "one") in beside
    joined = told(drawn(task("one"), task("two"), behind, *parts), None)
    assert not any(rule == "engine.perhaps_not_written" for rule, _ in joined)


def test_whom_an_instance_asks_may_depend_on_what_it_is_for():
    asks = '<zeebe:assignmentDefinition candidateGroups="=office + &quot;/examiner&quot;"/>'
    many = (
        '<zeebe:loopCharacteristics inputCollection="=[&quot;fire&quot;]" inputElement="office"/>'
    )
    boxes = [
        f"<bpmn:extensionElements>{inside}</bpmn:extensionElements>" for inside in (asks, many)
    ]
    loop = (
        f"<bpmn:multiInstanceLoopCharacteristics>{boxes[1]}</bpmn:multiInstanceLoopCharacteristics>"
    )
    parts = node("userTask", "ask", boxes[0] + loop), END, line("start", "ask", "granted")

    assert {rule for rule, _ in told(drawn(*parts), None)} == {
        "engine.no_form",
        "business.no_limit",
    }


def test_what_an_event_sub_process_is_told_stays_in_it_where_it_interrupts_nothing():
    told_in_it = task("look").replace('"examiner"', "'=came.role'")
    timer = '<bpmn:messageEventDefinition id="m" messageRef="more"/>'
    begun = node("startEvent", "came", timer, isInterrupting="false")
    inside = begun + told_in_it + node("endEvent", "out") + line("came", "look", "out")
    beside = node("subProcess", "beside", inside, triggeredByEvent="true")
    outside = task("decide").replace('"examiner"', "'=look.role'")
    files = drawn(beside, outside, END, line("start", "decide", "granted"))
    message = b'</bpmn:process><bpmn:message id="more" name="more"/>'
    files["a.bpmn"] = files["a.bpmn"].replace(b"</bpmn:process>", message)

    found = [each for each in told(files, None) if each[0].startswith("engine.read")]
    assert found == [("engine.read_too_early", "decide")]
    assert not any(rule == "engine.unknown_name" for rule, _ in told(files, None))


def test_an_id_that_no_expression_can_read_is_not_recommended():
    step = task("check-materials").replace('"examiner"', "'=check_materials.role'")
    files = drawn(step, END, line("start", "check-materials", "granted"))

    found = [each for each in check(files) if each.rule == "engine.unknown_name"]

    assert found
    assert not any("did you mean" in str(each) for each in found)


@pytest.mark.parametrize("condition", ["${approved == true && amount > 1}", "#{!approved}"])
def test_a_condition_of_another_language_is_told_how_to_write_it(condition):
    found = [each for each in check(instead(condition)) if each.rule == "engine.expression"]

    assert "=approved = true and amount > 100" in str(found[0])
