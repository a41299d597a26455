"""Where data do not fit, the value is null and the diagnostics say why."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from engine import feel

AT = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("null = null", True),
        ("null = 1", False),
        ("null != 1", True),
        ("null < 1", None),
        ("missing > 1 or true", True),
        ("missing > 1 or false", None),
        ("missing > 1 and false", False),
        ("missing > 1 and true", None),
        ("not(missing)", None),
        ('not("x")', None),
        ('1 = "1"', None),
        ('"5" < 10', None),
        ("true < false", None),
        ("null + 1", None),
        ('"a" + 1', None),
        ("1 / 0", None),
        ("0 ** -1", None),
        ('if "true" then 1 else 2', 2),
        ("if null then 1 else 2", 2),
        ("[1, 2][3]", None),
        ("null[item > 1]", []),
        ("[1, 2][null]", []),
        ("some i in [1, null] satisfies i > 5", None),
        ("some i in [9, null] satisfies i > 5", True),
        ("every i in [9, null] satisfies i > 5", None),
        ("every i in [1, null] satisfies i > 5", False),
        ("for i in null return i", None),
        ("null between 1 and 2", None),
        ("null in [1..2]", None),
        ("5 in [1..null]", None),
        ("0 in [1..null)", False),
        ("5 in (null..10]", None),
        ("5 in (> 1)", True),
        ('5 in range("[1..)")', True),
        ("(<= 10) = (null..10]", False),
        ("(<= 10) = (<= 10)", True),
        ("null.a.b", None),
        ('"a".b', None),
        ('number("abc")', None),
        ('date("2026-02-30")', None),
        ('contains(null, "a")', None),
        ("sum([1, null])", None),
        ("[1..\"a\"]", None),
        ("x(1)", None),
    ],
)  # fmt: skip
def test_null_goes_the_way_the_standard_says(source, expected):
    value = feel.compile(source, {"x"}).evaluate({"x": 1}, AT)

    assert value == expected
    assert type(value) in (type(expected), Decimal)


def test_a_value_without_trouble_has_no_diagnostics():
    assert feel.compile("1 + 1 = 2").diagnose({}, AT) == (True, ())


@pytest.mark.parametrize(
    "strange", [float("nan"), float("inf"), object(), {1, 2}, b"bytes", 1 << 4096, lambda: 1]
)
def test_data_that_are_no_values_are_null(strange):
    value, notes = feel.compile("x").diagnose({"x": strange}, AT)

    assert value is None
    assert notes
