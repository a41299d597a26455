"""Tables that decide something twice, never, or not at all are told with an example."""

import random
from itertools import product

import pytest

from engine import feel
from engine.checks import check
from engine.checks.expressions.comparing import ANY_MOMENT
from tests.engine.checks.examples import OFFICE, changed
from tests.engine.feel.dmn import decision, model, output, table, text

CAPITAL, KIND = "application.capital", "application.kind"


def found(policy, inputs, rules, before="", **out):
    """Return what is told of a table of these rules, as rule and example."""
    made = table(policy, inputs, [output("days", **out)], rules)
    raw = model(before, decision("days", made))
    return [
        (each.rule, each.severity, each.params.get("example")) for each in check({"days.dmn": raw})
    ]


@pytest.mark.parametrize(
    ("cells", "example"),
    [
        (("< 10", "> 10"), "application.capital = 10"),
        (("<= 10", "[11..20]", "> 20"), "application.capital = 10.5"),
        (('"a"', 'not("a", "b")'), 'application.capital = "b"'),
        (("true",), "application.capital = false"),
        (('< date("2026-01-01")', '> date("2026-01-01")'), 'application.capital = @"2026-01-01"'),
        (('< time("12:00:00")', '> time("12:00:00")'), 'application.capital = @"12:00:00"'),
        (('>= time("12:00:00")',), 'application.capital = @"06:00:00"'),
        (('< @"P5D"', '> @"P5D"'), 'application.capital = @"P5D"'),
        (("null",), 'application.capital = "…"'),
        (('"a\\"b"', 'not("a\\"b", "c")'), 'application.capital = "c"'),
        (
            ('< @"2026-01-01T00:00:00"', '>= @"2026-01-01T00:00:00Z"'),
            'application.capital = @"2026-01-01T00:00:00@Asia/Shanghai"',
        ),
    ],
)
def test_a_value_that_no_rule_fits_is_told(cells, example):
    rules = [(cell, "1") for cell in cells]

    assert found("UNIQUE", [CAPITAL], rules) == [("engine.table_gap", "warning", example)]


def test_a_moment_without_a_zone_is_meant_in_that_of_the_office():
    cells = '< @"2026-01-01T08:00:00"', '>= @"2026-01-01T00:00:00Z"'

    assert found("UNIQUE", [CAPITAL], [(cell, "1") for cell in cells]) == []


def test_what_is_null_and_what_is_anything_hit_together():
    overlap = ("engine.table_overlap", "error", "application.capital = null")

    assert found("UNIQUE", [CAPITAL], [("null", "1"), ("-", "2")]) == [overlap]


@pytest.mark.parametrize(
    ("kind", "cell"),
    [("number", '"a"'), ("string", "> 5"), ("boolean", '"true"'), ("date", "5"), ("tShort", "5")],
)
def test_a_cell_of_another_kind_than_its_column_fits_nothing(kind, cell):
    short = '<itemDefinition name="tShort"><typeRef>string</typeRef></itemDefinition>'
    made = table("FIRST", [CAPITAL], [output("days")], [(cell, "1"), ("-", "2")])
    typed = made.replace("<inputExpression>", f'<inputExpression typeRef="{kind}">')

    findings = check({"days.dmn": model(short, decision("days", typed))})

    assert [each.rule for each in findings] == ["engine.table_never_true"]


def test_a_combination_that_no_rule_fits_is_told_with_the_inputs_that_matter():
    rules = [("< 10", "-", "-", "1"), (">= 10", '"a"', "-", "2")]

    (gap,) = found("UNIQUE", [CAPITAL, KIND, "application.city"], rules)

    assert gap == (
        "engine.table_gap",
        "warning",
        'application.capital = 10, application.kind = "…"',
    )


@pytest.mark.parametrize(
    ("policy", "out"), [("COLLECT", {}), ("RULE ORDER", {}), ("UNIQUE", {"default": "5"})]
)
def test_nothing_is_left_out_where_no_hit_has_a_result(policy, out):
    assert found(policy, [CAPITAL], [("< 10", "1")], **out) == []


@pytest.mark.parametrize(
    ("first", "second", "example"),
    [
        ("<= 10", ">= 10", "application.capital = 10"),
        ("[1..5]", "(4..9)", "application.capital = 4.5"),
        ("-", "3", "application.capital = 3"),
    ],
)
def test_a_second_hit_of_a_unique_table_is_told_with_both_rules(first, second, example):
    raw = model(
        decision(
            "d",
            table("UNIQUE", [CAPITAL], [output("o", default="0")], [(first, "1"), (second, "2")]),
        )
    )

    (finding,) = check({"d.dmn": raw})

    assert (finding.rule, finding.severity) == ("engine.table_overlap", "error")
    assert finding.params == {"example": example, "number": 2, "first": 1}


def test_rules_without_tests_hit_whatever_the_values_are():
    (finding,) = check(
        {"d.dmn": model(decision("d", table("UNIQUE", [], [output("o")], [("1",), ("2",)])))}
    )

    assert str(finding).endswith(
        "whatever the values are, rule 2 hits, and so does rule 1 "
        "(let exactly one of the two hit, or choose another hit policy)"
    )


def test_an_any_table_may_hit_twice_with_one_result_only():
    same, other = [("< 9", "1"), ("< 5", "1"), (">= 9", "2")], ("3", "4")

    assert found("ANY", [CAPITAL], same) == []
    assert found("ANY", [CAPITAL], [*same, other]) == [
        ("engine.table_contradiction", "error", "application.capital = 3")
    ]


def test_results_that_are_calculated_are_not_told_to_differ():
    assert found("ANY", [CAPITAL], [("-", "x + 1"), ("-", "1 + x")]) == []


def test_a_rule_of_a_first_table_that_others_forestall_is_told():
    rules = [("< 9", "1"), (">= 9", "2"), ("5", "3"), ("-", "4")]

    assert [each[0] for each in found("FIRST", [CAPITAL], rules)] == [
        "engine.table_never_reached"
    ] * 2


@pytest.mark.parametrize(
    ("cell", "expected"), [("[5..1]", ""), ('"c"', '"a", "b"'), ("> 200", "[0..100]")]
)
def test_a_cell_that_no_value_fits_is_told(cell, expected):
    allowed = text("allowedValues", expected or "-")
    type_ = f'<itemDefinition name="tKind"><typeRef>Any</typeRef>{allowed}</itemDefinition>'
    made = table("COLLECT", [CAPITAL], [output("o")], [(cell, "1")])
    raw = model(
        type_, decision("d", made.replace("<inputExpression>", '<inputExpression typeRef="tKind">'))
    )

    assert [each.rule for each in check({"d.dmn": raw})] == ["engine.table_never_true"]


def test_values_that_are_not_expected_leave_no_gap():
    made = table("UNIQUE", [CAPITAL], [output("o")], [('"a"', "1"), ('"b"', "2")])
    values = text("inputValues", '"a", "b"')
    raw = model(decision("d", made.replace("</input>", f"{values}</input>")))

    assert check({"d.dmn": raw}) == ()


def test_whole_numbers_have_nothing_between_them():
    made = table("UNIQUE", [CAPITAL], [output("o")], [("<= 5", "1"), ("> 5.5", "2")])
    whole = made.replace("<inputExpression>", '<inputExpression typeRef="integer">')

    assert [each.rule for each in check({"d.dmn": model(decision("d", made))})] == [
        "engine.table_gap"
    ]
    assert check({"d.dmn": model(decision("d", whole))}) == ()


@pytest.mark.parametrize(
    "rules",
    [
        [("> limit", "1"), ("<= limit", "2")],
        [("? + 1 > 5", "1"), ("? + 1 <= 5", "2")],
        [('contains(?, "a")', "1"), ('not(contains(?, "a"))', "2")],
    ],
)
def test_cells_that_do_more_than_to_compare_are_not_judged(rules):
    assert found("UNIQUE", [CAPITAL], rules) == []


def test_what_is_calculated_may_not_have_every_value():
    rules = [("> 3", "1"), ("> 5", "2")]

    assert found("UNIQUE", ["count(x)"], rules) == [
        ("engine.table_overlap", "warning", "count(x) = 6")
    ]
    assert found("UNIQUE", ["a", "a.b"], [("1", "2", "3"), ("1", "2", "4")])[0][:2] == (
        "engine.table_overlap",
        "warning",
    )


def test_two_columns_that_ask_the_same_are_one():
    rules = [(">= 1", "< 5", "1"), (">= 5", "-", "2"), ("< 1", "-", "3")]

    assert found("UNIQUE", [CAPITAL, CAPITAL], rules) == []


def test_tables_inside_other_logic_are_looked_at_too():
    inner = table("UNIQUE", [CAPITAL], [output("o")], [("1", "1"), ("1", "2")])
    boxed = f'<context><contextEntry><variable name="a"/>{inner}</contextEntry></context>'

    rules = {each.rule for each in check({"d.dmn": model(decision("d", boxed))})}

    assert rules == {"engine.table_gap", "engine.table_overlap"}


def test_a_form_knows_the_values_of_its_answers():
    last, asked = '<inputEntry id="few"><text>-</text>', '"label": "面积"'
    files = changed(last, last.replace("-", "[1..10]"), "departments.dmn")
    strict = changed(asked, f'{asked}, "validate": {{"required": true, "min": 1}}', "apply.form")

    (gap,) = check(files, known=OFFICE)

    assert gap.params == {"example": "application.square_metres = 0"}
    assert check({**files, "apply.form": strict["apply.form"]}, known=OFFICE) == ()


def test_a_table_too_large_to_be_tried_is_told():
    rules = [(str(number), "1") for number in range(500)]

    assert found("UNIQUE", [CAPITAL], rules) == [("engine.table_too_many", "warning", None)]


@pytest.mark.parametrize("seed", range(40))
def test_what_is_told_is_what_deciding_every_combination_tells(seed):
    chance = random.Random(seed)
    cells = ["-", "1", "2", "< 2", ">= 2", "[1..3]", "not(2)", "1, 3"]
    rules = [
        (chance.choice(cells), chance.choice(cells), chance.choice(cells), "1") for _ in range(9)
    ]
    inputs = ["a", "b", "c"]

    told = {each[0] for each in found("UNIQUE", inputs, rules)}

    counts = {_hits(rules, values) for values in product((0, 1, 1.5, 2, 2.5, 3, 4), repeat=3)}
    assert ("engine.table_gap" in told, "engine.table_overlap" in told) == (
        0 in counts,
        bool(counts - {0, 1}),
    )


def _hits(rules, values):
    return sum(
        all(
            feel.unary_test(cell).matches(value, {}, ANY_MOMENT)
            for cell, value in zip(rule, values, strict=False)
        )
        for rule in rules
    )
