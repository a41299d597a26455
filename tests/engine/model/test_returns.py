"""Random processes, random returns: no token is lost or doubled, and the model agrees.

The suite tries 50 processes with some twenty returns each; ``sizes`` says how to try a thousand.
"""

from hypothesis import given
from hypothesis import strategies as some

from engine.process import Process
from tests.engine.model.driver import AT, ITEM
from tests.engine.model.orderly import Orderly, Plain
from tests.engine.model.returns import Returning
from tests.engine.model.wandering import go_on, sent_back
from tests.engine.sizes import MANY, examples
from tests.engine.travelling import Travelling

MOST = 100
"""A run that is not at its end after so many moves never comes there."""
CHOICE = some.integers(0, 99)
MOVES = some.lists(some.tuples(CHOICE, some.integers(0, 2), some.integers(0, 2)), max_size=40)


@some.composite
def drawn(draw, kind=Orderly):
    """Draw a process."""
    return kind(draw, most=16 if MANY else 10).scope(depth=3 if MANY else 2)


@examples(50)
@given(drawn(), MOVES)
def test_what_a_return_leaves_is_what_would_be_without_the_step(drawing, moves):
    pair = Returning(drawing.xml())

    for choice, n, returns in moves:
        if pair.over:
            return
        goals = pair.goals() if returns else []
        if goals:
            pair.take_back(*goals[choice % len(goals)])
        else:
            pair.step(choice, {"n": n})


@examples(50)
@given(drawn(Plain), MOVES, some.integers(0, 1))
def test_who_does_the_same_again_while_others_stay_is_where_he_was(drawing, moves, n):
    pair = Returning(drawing.xml())

    for choice, straight, returns in moves:
        if pair.over:
            return
        goals = pair.goals() if returns else []
        if goals and straight == 2:
            pair.take_back(*goals[choice % len(goals)])
        elif goals:
            wait, goal = goals[choice % len(goals)]
            offered = {(how.siblings, how.then) for how in goal.previews}
            then = "straight" if straight and ("keep", "straight") in offered else "again"
            pair.come_again(wait, goal, then, {"n": n})
        else:
            pair.step(choice, {"n": n})


@examples(50)
@given(drawn(), MOVES)
def test_whatever_is_returned_the_run_comes_to_its_end(drawing, moves):
    run = Travelling(Process.read({"process.bpmn": drawing.xml()}), {}, ITEM, AT)

    for choice, n, returns in moves:
        if run.ended:
            return
        if not (returns and sent_back(run, choice)):
            go_on(run, choice, {"n": n})
    for choice in range(MOST):
        if not run.ended:
            go_on(run, choice, {"n": 0})
    assert run.ended
