"""Decision tables: which rules hit and what is made of them."""

from datetime import UTC, datetime

import pytest

from engine.errors import Invalid
from engine.feel.decisions import DecisionModel
from tests.engine.feel.dmn import decision, model, output, table

AT = datetime(2026, 3, 2, tzinfo=UTC)
RANKED = output("kind", '"high","middle","low"')


def decided(policy, amount, outputs=(RANKED,), rules=None):
    rules = rules or [("< 100", '"low"'), ("> 50", '"high"'), ("[60..80]", '"high"')]
    raw = model(decision("kind", table(policy, ["amount"], outputs, rules)))
    return DecisionModel.read(raw, "kinds.dmn").decide("kind", {"amount": amount}, AT)


@pytest.mark.parametrize(
    ("policy", "amount", "expected"),
    [
        ("UNIQUE", 10, "low"),
        ("FIRST", 70, "low"),
        ("ANY", 120, "high"),
        ("PRIORITY", 70, "high"),
        ("RULE ORDER", 70, ["low", "high", "high"]),
        ("OUTPUT ORDER", 70, ["high", "high", "low"]),
        ("COLLECT", 70, ["low", "high", "high"]),
        ("COLLECT", 10, ["low"]),
        ("COLLECT+COUNT", 70, 3),
        ("COLLECT+MIN", 70, "high"),
        ("COLLECT+MAX", 70, "low"),
        ("UNIQUE", None, None),
        ("COLLECT", None, None),
        ("COLLECT+COUNT", None, 0),
    ],
)
def test_a_hit_policy_says_what_is_made_of_the_hits(policy, amount, expected):
    assert decided(policy, amount) == expected


@pytest.mark.parametrize(
    ("policy", "amount", "expected"),
    [
        ("COLLECT+SUM", 70, 30),
        ("COLLECT+MIN", 70, 10),
        ("COLLECT+MAX", 70, 20),
        ("COLLECT+SUM", 0, None),
    ],
)
def test_numbers_are_aggregated(policy, amount, expected):
    rules = [("> 50", "10"), ("> 60", "20")]

    assert decided(policy, amount, [output("days")], rules) == expected


def test_two_hits_of_a_unique_table_are_refused():
    with pytest.raises(Invalid) as refused:
        decided("UNIQUE", 70)

    assert refused.value.code == "decision.several_hits"
    assert str(refused.value) == "rules 1, 2, 3 hit, but only one may"


def test_different_results_of_an_any_table_are_refused():
    with pytest.raises(Invalid) as refused:
        decided("ANY", 70)

    assert refused.value.code == "decision.different_hits"


def test_several_outputs_make_a_context():
    outputs = [output("days"), output("lane", '"a","b"')]
    rules = [("> 0", "5", '"b"'), ("> 5", "9", '"a"')]

    assert decided("FIRST", 7, outputs, rules) == {"days": 5, "lane": "b"}
    assert decided("PRIORITY", 7, outputs, rules) == {"days": 9, "lane": "a"}
    assert decided("COLLECT", 3, outputs, rules) == [{"days": 5, "lane": "b"}]


def test_without_a_hit_the_defaults_hold():
    outputs = [output("days", default="20"), output("lane")]

    assert decided("UNIQUE", 0, outputs, [("> 0", "5", '"a"')]) == {"days": 20, "lane": None}
    assert decided("COLLECT+SUM", 0, [output("days", default="0")], [("> 0", "5")]) == 0


def test_a_rule_without_tests_always_hits():
    assert decided("FIRST", None, rules=[("-", '"low"')]) == "low"


def test_a_result_that_has_not_the_type_of_its_column_is_null():
    assert decided("FIRST", 1, [output("days", type_="number")], [("-", '"five"')]) is None


def test_the_type_of_one_result_does_not_spoil_a_list_of_them():
    body = table("COLLECT", ["x"], [output("days", type_="number")], [("-", "5"), ("-", "6")])
    read = DecisionModel.read(model(decision("days", body, type_="number")), "days.dmn")

    assert read.decide("days", {"x": 1}, AT) == [5, 6]


def test_a_table_shows_its_parts_to_checks():
    raw = model(decision("kind", table("FIRST", ["amount"], [RANKED], [("< 100", '"low"')])))
    read = DecisionModel.read(raw, "kinds.dmn").decisions["kind"].table

    assert read.policy == "FIRST"
    assert [column.expression.names for column in read.inputs] == [{"amount"}]
    assert read.rules[0].tests[0].source == "< 100"


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        (table("SOMETIMES", ["x"], [RANKED], []), ["decision.hit_policy"]),
        (table("PRIORITY", ["x"], [output("kind")], []), ["decision.no_priority"]),
        (table("FIRST", ["x"], [], []), ["decision.no_output"]),
        (table("FIRST", ["x"], [RANKED], [("1",)]), ["decision.ragged"]),
        (
            table("FIRST", ["a b"], [RANKED], [("<", "foo()"), ("not(", "1")]),
            ["feel.unexpected", "feel.unexpected", "feel.unknown_function", "feel.unexpected"],
        ),
    ],
)
def test_everything_wrong_with_a_table_is_told_at_once(body, codes):
    with pytest.raises(Invalid) as refused:
        DecisionModel.read(model(decision("kind", body)), "kinds.dmn")

    assert [fault.code for fault in refused.value.faults] == codes
    assert {fault.place for fault in refused.value.faults} == {"kind"}
