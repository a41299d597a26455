"""What names hold after a return: what they held before the step was done; decision 176."""

import pytest

from engine.change import Return
from tests.engine.drawing import Drawing, loop

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


THREE = {"departments": ["fire", "roads", "tax"]}


@pytest.fixture
def asked(start):
    """Three are asked after two steps."""
    drawing = Drawing().start().user("check").user("plan").user("ask", "=department", loop=loop())
    run = start(drawing.end().flow("start", "check", "plan", "ask", "end").process(), item=THREE)
    run.do("check", n=1)
    run.do("plan", n=1)
    return run


def back_from(run, role, *to, **how):
    task = next(one for one in run.loaded.open_tasks() if one.role == role)
    run.move("return_to", task.id, Return(to, **how))


def test_what_an_instance_has_done_anew_before_the_others_is_taken_back_with_them(asked):
    back_from(asked, "fire", "check", siblings="keep")
    asked.do("check", n=2)
    asked.do("plan", n=2)

    back_from(asked, "tax", "check")

    assert asked.data() == {}


def test_what_is_known_to_one_who_comes_straight_back_alone_goes_with_it(asked):
    back_from(asked, "fire", "check", siblings="keep")
    back_from(asked, "tax", "plan", siblings="keep", then="straight")
    asked.do("check", n=2)
    errand, again = (task.id for task in asked.loaded.open_tasks() if task.step == "plan")
    asked.move("complete", again, {"n": 3})
    asked.move("complete", errand, {"n": 4})

    back_from(asked, "roads", "check")

    assert asked.data() == {}


def test_who_comes_back_with_another_leaves_nothing_of_the_way_he_came(asked):
    back_from(asked, "fire", "check", siblings="keep")
    asked.do("check", n=2)
    back_from(asked, "tax", "plan")
    assert asked.data() == {"check": {"n": 2}}

    back(asked, "plan", "check")

    assert asked.data() == {}
