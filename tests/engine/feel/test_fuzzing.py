"""The small form of the expressions by chance; ``make bench ARGS=--full`` tries five million."""

from itertools import islice
from random import Random

import pytest

from engine import feel
from engine.feel import FeelError
from tests.engine.feel.fuzzing import expressions, fault


@pytest.mark.parametrize("seed", range(4))
def test_expressions_by_chance_give_a_value_or_a_feel_error(seed):
    faults = [told for text in islice(expressions(Random(seed)), 1_000) if (told := fault(text))]

    assert faults == []


def test_most_expressions_by_chance_are_evaluated_not_only_refused():
    evaluated = sum(map(_compiles, islice(expressions(Random(1)), 500)))

    assert 250 < evaluated < 480


def _compiles(text):
    try:
        feel.compile(text)
    except FeelError:
        return False
    return True
