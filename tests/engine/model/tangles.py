"""Draws processes without any order: a row of nodes, and flows from its gateways to anywhere."""

from hypothesis import strategies as some

from tests.engine.drawing import Drawing, timer

KINDS = ("user", "user", "exclusive", "inclusive", "parallel", "parallel", "wait", "sub")


@some.composite
def tangles(draw, most=8):
    """Draw a process; the checker has to say whether it may run."""
    kinds = ["user", *draw(some.lists(some.sampled_from(KINDS), min_size=1, max_size=most))]
    names = [f"n{number}" for number in range(len(kinds))]
    drawing = Drawing().start().end()
    for name, kind in zip(names, kinds, strict=True):
        _node(drawing, name, kind)
    drawing.flow("start", names[0])
    for number, (name, kind) in enumerate(zip(names, kinds, strict=True)):
        drawing.flow(name, [*names, "end"][number + 1], id=f"on_{name}")
        if kind in ("exclusive", "inclusive", "parallel", "user"):
            asked = {"when": f"=n0.n > {draw(some.integers(0, 2))}"}
            plain = kind == "parallel" or (kind == "user" and draw(some.booleans()))
            when = {} if plain else asked
            for target in draw(some.lists(some.sampled_from([*names, "end"]), max_size=2)):
                drawing.flow(name, target, id=f"to_{len(drawing.lines)}", **when)
    if draw(some.booleans()):
        cause, interrupting = timer("P1D"), draw(some.booleans())
        drawing.border("late", names[0], cause, interrupting)
        drawing.flow("late", draw(some.sampled_from([*names, "end"])))
    return drawing


def _node(drawing, name, kind):
    if kind == "user":
        drawing.user(name)
    elif kind == "wait":
        drawing.element("intermediateCatchEvent", name, inner=timer("P1D"))
    elif kind == "sub":
        inside = Drawing().start(f"{name}_in").user(f"{name}_ask").end(f"{name}_out")
        drawing.sub(name, inside.flow(f"{name}_in", f"{name}_ask", f"{name}_out"))
    else:
        default = None if kind == "parallel" else f"on_{name}"
        drawing.gateway(kind, name, default=default)
