"""Random processes, random moves: a run is where the standard says, after every move."""

from hypothesis import assume, given
from hypothesis import strategies as some

from engine.checks import check
from tests.engine.drawing import Drawing
from tests.engine.model.blocks import Blocks
from tests.engine.model.driver import Pair
from tests.engine.model.tangles import tangles
from tests.engine.sizes import MANY, examples

MOVES = some.lists(
    some.tuples(some.integers(0, 99), some.integers(0, 3)), max_size=30 if MANY else 12
)

NOT_ASKED = ("business.", "engine.no_form", "engine.choice")


@some.composite
def blocks(draw):
    """Draw a process of blocks inside blocks."""
    return Blocks(draw, most=16 if MANY else 8).scope(depth=3 if MANY else 2)


def errors(raw):
    """Return what the checker refuses about the way of tokens; forms and business are not drawn."""
    found = check({"process.bpmn": raw})
    drawn = [one for one in found if not one.rule.startswith(NOT_ASKED)]
    return [one for one in drawn if one.severity == "error"]


def play(raw, moves):
    """Make the moves on a run and on the model, and then once more."""
    pair = Pair(raw)
    for choice, n in moves:
        if not pair.over:
            pair.step(choice, {"n": n})
    if pair.run:
        pair.again()


@examples(80)
@given(blocks(), MOVES)
def test_a_process_of_blocks_goes_as_the_standard_says(drawing, moves):
    raw = drawing.xml()

    assert errors(raw) == []
    play(raw, moves)


@examples(80)
@given(tangles(), MOVES)
def test_a_tangle_that_the_checker_lets_pass_goes_as_the_standard_says(drawing, moves):
    raw = drawing.xml()
    assume(not errors(raw))

    play(raw, moves)


def test_a_process_that_never_waits_is_stuck_in_both():
    drawing = Drawing().start().gateway("exclusive", "again").gateway("exclusive", "ever", "out")
    drawing.end().flow("start", "again", "ever").flow("ever", "again", when="=true")

    assert Pair(drawing.flow("ever", "end", id="out").xml()).over
