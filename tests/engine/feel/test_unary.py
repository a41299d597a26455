"""What stands in a cell of a decision table."""

from datetime import UTC, date, datetime

import pytest

from engine import feel

AT = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("tests", "value", "expected"),
    [
        ("-", 1, True),
        ("", None, True),
        ("5", 5, True),
        ("-5", -5, True),
        ('"A","B"', "A", True),
        ('"A","B"', "C", False),
        ('not("A","B")', "A", False),
        ('not("A","B")', "C", True),
        ("not(null)", 3, True),
        ("[1..10]", 10, True),
        ("[1..10)", 10, False),
        ("]1..10]", 1, False),
        ("< 5", 4, True),
        (">= 5", 4, False),
        ("< 3, > 8", 9, True),
        ("null", None, True),
        ("null", 1, False),
        ("true", True, True),
        ("true", False, False),
        ("? > 3 and ? < 9", 5, True),
        ('starts with(?, "联")', "联审", True),
        ("limit", 3, True),
        ("> limit", 3, False),
        ("[1, 2, 3]", 3, True),
        ('date("2026-01-01")', date(2026, 1, 1), True),
        ('< date("2026-01-01")', date(2025, 1, 1), True),
        ('[@"2026-01-01"..@"2026-12-31"]', date(2026, 3, 2), True),
        ("not(true) = false, 7", 7, True),
        ("5", "5", None),
        ("> 5", None, None),
    ],
)
def test_a_cell_says_whether_a_value_passes(tests, value, expected):
    assert feel.unary_test(tests).matches(value, {"limit": 3}, AT) is expected


def test_a_cell_tells_what_it_reads():
    assert feel.unary_test("> limit, ? = other").names == {"limit", "other"}


@pytest.mark.parametrize("tests", ["<", "1,", "not(1", "a b", "not()"])
def test_a_faulty_cell_is_refused(tests):
    with pytest.raises(feel.FeelError):
        feel.unary_test(tests)
