"""Departments come and go while they are asked: the run stays where the model says."""

from hypothesis import given
from hypothesis import strategies as some

from tests.engine.drawing import Drawing, loop, timer
from tests.engine.model.driver import Pair
from tests.engine.sizes import examples

UNTIL = (
    None,
    "=numberOfCompletedInstances = 1",
    "=numberOfTerminatedInstances = 1",
    "=numberOfActiveInstances = 1",
    "=count(said) >= 2",
    "=decided(at least agree(said, 2, allAsked))",
)


@some.composite
def reviews(draw):
    """Draw several who are asked at once or in turn, at a task or in a sub-process."""
    until = draw(some.sampled_from(UNTIL))
    result = '="agree"' if until and "agree" in until else "=department"
    asked = loop(output="said", result=result, until=until, sequential=draw(some.booleans()))
    drawing = Drawing().start()
    if draw(some.booleans()):
        drawing.user("opine", '=department + "/clerk"', loop=asked)
    else:
        drawing.sub("opine", department_at_work(draw(some.booleans())), asked)
    drawing.border("overdue", "opine", timer("P20D"), interrupting=draw(some.booleans()))
    drawing.user("explain").end("explained").flow("overdue", "explain", "explained")
    return drawing.user("decide").end().flow("start", "opine", "decide", "end")


def department_at_work(interrupting):
    inside = Drawing().start("in").user("examine", '=department + "/examiner"')
    inside.border("slow", "examine", timer("P3D"), interrupting).user("urge").end("urged")
    inside.user("approve", '=department + "/approver"').end("out")
    return inside.flow("in", "examine", "approve", "out").flow("slow", "urge", "urged")


@examples(60)
@given(reviews(), some.lists(some.tuples(some.integers(0, 99), some.sampled_from((0, 2, 2)))))
def test_whoever_comes_or_goes_the_join_is_right(drawing, moves):
    pair = Pair(drawing.xml())
    for choice, n in moves:
        if not pair.over:
            pair.step(choice, {"n": n})
    pair.again()
