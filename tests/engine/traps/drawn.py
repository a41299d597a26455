"""Drawings in which the traps can be stepped into."""

from tests.engine.drawing import Drawing, loop, timer

THREE = {"departments": ["fire", "roads", "tax"]}


def row(*steps):
    """Draw user tasks in a row."""
    drawing = Drawing().start()
    for step in steps:
        drawing.user(step)
    return drawing.end().flow("start", *steps, "end")


def departments(*, output=None, result=None, until=None):
    """Draw a review by several departments, each with a limit, and one for all of them."""
    inside = Drawing().start("in").user("examine", '=department + "/examiner"')
    inside.border("slow", "examine", timer("P3D")).end("in_end").end("given_up")
    inside.flow("in", "examine", "in_end").flow("slow", "given_up")
    each = loop(output=output, result=result, until=until)
    drawing = Drawing().start().sub("review", inside, each).user("sum_up").end().end("over")
    drawing.border("overdue", "review", timer("P9D")).flow("overdue", "over")
    return drawing.flow("start", "review", "sum_up", "end")
