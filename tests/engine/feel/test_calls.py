"""Every built-in function is called with as many arguments as it says it takes."""

from datetime import UTC, datetime
from itertools import product

import pytest

from engine import feel
from engine.feel.functions import BUILTINS

AT = datetime(2026, 3, 2, tzinfo=UTC)
VALUES = ('"a"', "[]", "{}", "1", "null", '@"P1D"', '@"2026-03-02"', "function(a, b) true")


@pytest.mark.parametrize("name", sorted(BUILTINS))
def test_a_function_takes_whatever_it_is_given(name):
    """Null with a reason is an answer, too; an error of Python is none."""
    for count in range(5):
        if any(way.takes(count) for way in BUILTINS[name]):
            for given in product(VALUES, repeat=min(count, 2)):
                arguments = (*given, *VALUES[: count - len(given)])
                feel.compile(f"{name}({', '.join(arguments)})").diagnose({}, AT)
