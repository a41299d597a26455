"""What names hold after a return: what they held before the step was done; decision 176."""

from engine.change import Return
from tests.engine.drawing import Drawing

KEPT = (
    '<bpmn:dataOutputAssociation id="{0}_out">'
    "<bpmn:targetRef>plan_drawn</bpmn:targetRef></bpmn:dataOutputAssociation>"
)


def back(run, step, *to, **how):
    return run.move("return_to", run.task(step).id, Return(to, **how))


def branches():
    """Draw a step that fills a data object, and two that fill it again side by side."""
    drawing = Drawing().start().element("dataObject", "plan")
    drawing.element("dataObjectReference", "plan_drawn", dataObjectRef="plan")
    for step in ("first", "fire", "roads"):
        drawing.user(step, loop=KEPT.format(step))
    drawing.user("after_fire").user("after_roads").end()
    drawing.gateway("parallel", "split").gateway("parallel", "join")
    drawing.flow("start", "first", "split", "fire", "after_fire", "join", "end")
    return drawing.flow("split", "roads", "after_roads", "join")


def filled(start, *steps):
    run = start(branches().process())
    for n, step in enumerate(("first", *steps)):
        run.do(step, n=n)
    return run


def test_a_data_object_keeps_again_what_it_kept_before(start):
    run = filled(start, "fire")

    back(run, "after_fire", "fire")

    assert run.data() == {"first": {"n": 0}, "plan": {"n": 0}}


def test_what_was_filled_later_beside_the_step_stays(start):
    run = filled(start, "fire", "roads")

    back(run, "after_fire", "fire")
    assert run.data()["plan"] == {"n": 2}
    back(run, "after_roads", "roads")

    assert run.data() == {"first": {"n": 0}, "plan": {"n": 0}}


def test_what_is_done_again_straight_counts_as_done_then(start):
    run = filled(start, "fire", "roads")

    back(run, "after_fire", "fire", siblings="keep", then="straight")
    run.do("fire", n=7)
    assert run.data()["plan"] == {"n": 7}
    back(run, "after_fire", "first")

    assert run.data() == {}


def test_what_was_done_before_others_that_stay_is_done_anew_for_them_too(start):
    run = filled(start, "roads", "fire")
    back(run, "after_fire", "first", siblings="keep")
    run.do("first", n=7)
    back(run, "after_roads", "roads")
    run.do("fire", n=8)

    back(run, "after_fire", "first")

    assert run.data() == {}


def test_what_those_wrote_whom_nobody_comes_back_to_goes_with_them(start):
    drawing = Drawing().start().user("choose").gateway("exclusive", "which", default="to_end")
    drawing.gateway("parallel", "split").user("fire").user("roads").user("sign").user("skip")
    drawing.gateway("parallel", "join").end().flow("start", "choose", "which").flow("skip", "end")
    drawing.flow("which", "split", when="=choose.both").flow("which", "skip", id="to_end")
    drawing.flow("split", "fire", "join", "sign", "end").flow("split", "roads", "join")
    run = start(drawing.process())
    run.do("choose", both=True)
    run.do("fire", n=1)

    back(run, "roads", "choose", siblings="keep")
    run.do("choose", both=False)

    assert run.data() == {"choose": {"both": False}}
