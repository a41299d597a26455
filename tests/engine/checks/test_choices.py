"""Of the ways out of a choice exactly one is meant for every value."""

import pytest

from engine.checks import check
from tests.engine.checks.examples import drawn, flow, line, node, told

KINDS = """{"type": "radio", "id": "f1", "key": "kind", "label": "k",
  "validate": {"required": true},
  "values": [{"value": "person", "label": "p"}, {"value": "company", "label": "c"}]}"""
SIZE = '{"type": "number", "id": "f2", "key": "size", "label": "s", "decimalDigits": 0%s}'
REQUIRED = ', "validate": {"required": true, "min": 1, "max": 100}'
ASKED = '<bpmn:extensionElements><zeebe:formDefinition formId="apply"/></bpmn:extensionElements>'


def split(*conditions, default="", size=REQUIRED, kind="exclusiveGateway"):
    ends = [f"end_{number}" for number in range(len(conditions))]
    flows = [
        flow(f"way_{number}", "choice", end, condition.replace("<", "&lt;"))
        for number, (end, condition) in enumerate(zip(ends, conditions, strict=True))
    ]
    told_default = {"default": default} if default else {}
    files = drawn(
        node(kind, "choice", **told_default),
        line("start", "choice"),
        *(node("endEvent", end, OUTCOME) for end in ends),
        *flows,
    )
    text = files["a.bpmn"].decode().replace('id="start"/>', f'id="start">{ASKED}</bpmn:startEvent>')
    form = f'{{"type": "default", "id": "apply", "components": [{KINDS}, {SIZE % size}]}}'
    return {"a.bpmn": text.encode(), "apply.form": form.encode()}


OUTCOME = (
    '<bpmn:extensionElements><zeebe:properties><zeebe:property name="outcome" value="granted"/>'
    "</zeebe:properties></bpmn:extensionElements>"
)


@pytest.mark.parametrize(
    "conditions",
    [
        ('=application.kind = "person"', '=application.kind = "company"'),
        ('=application.kind != "person"', '=not(application.kind != "person")'),
        ('=application.kind in ("person")', '=application.kind in ["company"]'),
        ("=application.size < 50", "=application.size >= 50"),
        ("=application.size in [1..49]", "=application.size between 50 and 100"),
        ("=application.size <= 5", "=application.size in (6..10]", "=10 < application.size"),
    ],
)
def test_conditions_that_leave_no_value_out_need_no_default_flow(conditions):
    whole = [each if "6..10" not in each else "=application.size in [6..10]" for each in conditions]

    assert told(split(*whole), None) == []


@pytest.mark.parametrize(
    ("conditions", "example"),
    [
        (('=application.kind = "person"', '=application.kind = "company" and false'), None),
        (("=application.size < 50", "=application.size > 50"), "50"),
        (("=application.size < 50", "=application.size in [50..99]"), "100"),
        (("=application.size in [2..49]", "=application.size >= 50"), "1"),
    ],
)
def test_a_value_without_a_way_is_told(conditions, example):
    (finding,) = check(split(*conditions))

    if example is None:
        assert finding.rule == "structure.no_default_flow"
    else:
        assert (finding.rule, finding.element) == ("engine.choice_gap", "choice")
        assert finding.params["example"] == example


def test_who_may_leave_a_question_out_needs_a_way_too():
    files = split("=application.size < 50", "=application.size >= 50", size="")

    assert told(files, None) == [("engine.choice_gap", "choice")]


@pytest.mark.parametrize(
    ("second", "rule", "example"),
    [
        ("=application.size < 60", "engine.choice_overlap", "49"),
        ("=application.size in [49..70]", "engine.choice_overlap", "49"),
        ("=application.size < 30", "engine.choice_never_taken", "29"),
        ("=application.size = 7", "engine.choice_never_taken", "7"),
    ],
)
def test_a_value_with_two_ways_is_told_at_the_later_one(second, rule, example):
    (finding,) = check(split("=application.size < 50", second, "", default="way_2"))

    assert (finding.rule, finding.element) == (rule, "way_1")
    assert finding.params["first"] == "way_0"


def test_several_ways_are_what_an_inclusive_gateway_is_for():
    files = split(
        "=application.size < 50", "=application.size < 60", "", default="way_2",
        kind="inclusiveGateway",
    )  # fmt: skip

    assert told(files, None) == []


def test_a_condition_that_no_value_fulfils_is_told():
    files = split("=application.size > 100", "", default="way_1")

    assert told(files, None) == [("engine.choice_never_true", "way_0")]


@pytest.mark.parametrize(
    "condition",
    [
        "=application.size > item.promised_days",
        '=application.size > 5 and application.kind = "person"',
        "=application.size + 1 > 5",
    ],
)
def test_what_compares_no_one_variable_with_constants_needs_a_default_flow(condition):
    files = split(condition, "=application.size = 1")

    assert told(files, None) == [("structure.no_default_flow", "choice")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('=x.day < date("2026-05-01")', '=x.day < date("2026-06-01")'),
        ('=x.long = @"P1D"', '=x.long < @"P2D"'),
        ('=x.text = "a"', '=x.text in ("b", "a")'),
        ("=x.flag", "=x.flag = true"),
        ('=x.long <= @"P1Y"', '=x.long >= @"P12M"'),
    ],
)
def test_dates_durations_texts_and_truth_are_compared_like_numbers(first, second):
    rules = [rule for rule, _ in told(split(first, second, "", default="way_2"), None)]

    assert {"engine.choice_overlap", "engine.choice_never_taken"} & set(rules)
