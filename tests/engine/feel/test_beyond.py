"""Functions and names that designers bring from Camunda (decision 217)."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from engine import feel
from engine.feel.errors import NoValue
from engine.feel.operations.texts import joined
from engine.feel.outside import json_text
from engine.feel.scope import Evaluation


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('is blank(" \\t")', True),
        ('is blank("a")', False),
        ("is empty([])", True),
        ("is empty([null])", False),
        ('extract("1234, 1256, 1378", "12[0-9]*")', ["1234", "1256"]),
        ('extract("abc", "x")', []),
        ('string join(["a", null, "b"], ", ", "[", "]")', "[a, b]"),
        ('to base64("许可")', "6K645Y+v"),
        ("assert(5, 5 > 1)", 5),
        ('put({a: 1}, "b", 2)', {"a": 1, "b": 2}),
        ("put all({a: 1}, {b: 2})", {"a": 1, "b": 2}),
        ('to json({a: 1.5, b: ["甲", null, true], c: @"2026-03-02"})',
         '{"a":1.5,"b":["甲",null,true],"c":"2026-03-02"}'),
        ("to json([12345678901234567890.12, 1e20, 0.1, 1e40])",
         '[12345678901234567890.12,100000000000000000000,0.1,"1' + "0" * 40 + '"]'),
        ('to json("a\\\\b\\"甲\\n")', '"a\\\\b\\"甲\\n"'),
        ("to json({f: function(a) a, g: {}, h: []})", '{"f":"function(a)","g":{},"h":[]}'),
        ('from json("\\"\\\\ud83d\\\\ude00\\"")', "😀"),
        ('from json("{\\"a\\": [0.1, null, \\"甲\\"]}")', {"a": [Decimal("0.1"), None, "甲"]}),
        ('from json("0.1") + from json("0.2") = 0.3', True),
    ],
)  # fmt: skip
def test_functions_of_camunda_give_what_they_give_there(value, source, expected):
    assert value(source) == expected


def test_a_moment_is_told_in_another_zone(value):
    told = value('date and time(@"2026-03-02T09:00:00@Asia/Shanghai", "UTC").hour')

    assert told == 1


@pytest.mark.parametrize("source", ["uuid()", "random number()", "fromAi(1)"])
def test_nothing_that_knows_chance_is_offered(source):
    with pytest.raises(feel.FeelError):
        feel.compile(source)


@pytest.mark.parametrize(
    "text", ["[" * 5_000, "9" * 5_000, "[" * 100 + "]" * 100, '"' + "a" * 9_990 + '"', "1e9999"]
)
def test_hostile_json_ends_soon_in_a_value_or_null(text):
    found, notes = feel.compile("from json(text)").diagnose(
        {"text": text}, datetime(2026, 3, 2, tzinfo=UTC)
    )

    assert type(found) is str or (found is None and notes)


@pytest.mark.parametrize("bad", ["\\ud83d", "\\ude00\\ud83d", "\\u0000"])
@pytest.mark.parametrize("around", ['"{}"', '[1, {{"a": "{}"}}]', '{{"a{}": 1}}'])
def test_json_with_what_cannot_be_kept_is_null_and_says_so(around, bad):
    found, notes = feel.compile("from json(text)").diagnose(
        {"text": around.format(bad)}, datetime(2026, 3, 2, tzinfo=UTC)
    )

    assert found is None
    assert "cannot be kept" in str(notes[0])


def test_json_ends_where_the_text_is_too_long():
    run = Evaluation({}, datetime(2026, 3, 2, tzinfo=UTC), 10**6)
    bits = json_text(run, ["x" * 10_000] * 60_000)

    with pytest.raises(NoValue):
        joined(run, bits)
    assert next(bits) == ","


def test_a_name_between_backticks_may_have_any_sign(value):
    assert value("`first-name` + {`of (all)`: 1}.`of (all)`", **{"first-name": 2}) == 3


def test_a_name_between_backticks_is_read_like_any_other():
    assert feel.compile("`is null`.a + 1").reads[0].path == ("is null", "a")
