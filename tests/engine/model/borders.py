"""Draws events on the borders of activities."""

from hypothesis import strategies as some

from tests.engine.drawing import condition, timer


def bordered(sketch, drawing, depth, step, code=None):
    """Draw events on the border of a step; return where to go into it and out of it.

    :param code: of an error that is to be caught.
    """
    causes = [drawing.error(code)] if code else []
    while sketch.causes and sketch.left > 0 and sketch.draw(some.integers(0, 3)) == 0:
        causes.append(sketch.one_of(*sketch.causes))
    if not causes:
        return step, step
    met = sketch.name("met")
    drawing.gateway("exclusive", met).flow(step, met)
    for cause in causes:
        _border(sketch, drawing, step, cause, met)
    return step, met


def _border(sketch, drawing, step, cause, met):
    event, sketch.left = sketch.name("border"), sketch.left - 1
    interrupting = "errorEvent" in cause or (cause != "cycle" and sketch.interrupts())
    drawn = {
        "timer": lambda: timer("P1D"),
        "cycle": lambda: timer("R3/P1D", "timeCycle"),
        "message": lambda: drawing.message(sketch.one_of("hurry", "stop")),
        "signal": lambda: drawing.signal("alarm"),
        "condition": lambda: condition(sketch.condition()),
        "escalation": lambda: drawing.escalation("upward"),
    }
    drawing.border(event, step, drawn[cause]() if cause in drawn else cause, interrupting)
    if interrupting and sketch.comes_back():
        drawing.flow(event, met)
        return
    after, end = sketch.name("task"), sketch.name("end")
    drawing.user(after).end(end).flow(event, after, end)
