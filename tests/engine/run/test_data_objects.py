"""Data objects: filled by one step, waited for by another, known in their scope only."""

import pytest

from engine.errors import Broken, Invalid
from tests.engine.drawing import Drawing, loop, timer, turns


def declared(drawing, id="report"):
    drawing.element("dataObject", id)
    return drawing.element("dataObjectReference", f"{id}_drawn", dataObjectRef=id)


def fills(ref="report_drawn"):
    inner = f"<bpmn:targetRef>{ref}</bpmn:targetRef>"
    return f'<bpmn:dataOutputAssociation id="out_{ref}">{inner}</bpmn:dataOutputAssociation>'


def needs(ref="report_drawn"):
    inner = f"<bpmn:sourceRef>{ref}</bpmn:sourceRef><bpmn:targetRef>place</bpmn:targetRef>"
    place = '<bpmn:property id="place" name="__targetRef_placeholder"/>'
    return f"{place}<bpmn:dataInputAssociation>{inner}</bpmn:dataInputAssociation>"


def two_branches(first, second):
    drawing = declared(Drawing().start().gateway("parallel", "split"))
    drawing.user("write", loop=first).user("read", loop=second).end().flow("start", "split")
    return drawing.flow("split", "read", "end").flow("split", "write", "end")


def test_what_a_step_leaves_is_kept_in_its_data_object(start):
    run = start(two_branches(fills(), "").process())

    run.do("write", text="all is well")

    assert run.data() == {"write": {"text": "all is well"}, "report": {"text": "all is well"}}


def test_a_step_waits_until_its_data_object_has_a_value(start):
    run = start(two_branches(fills(), needs()).process())

    assert run.steps() == ["write"]
    assert run.loaded.tokens() == ("read", "write")
    assert [task.step for task in run.do("write", text="x").opened] == ["read"]


def test_a_border_belongs_to_the_step_and_begins_with_it(start):
    drawing = two_branches(fills(), needs()).border("late", "read", timer("P1D")).user("urge")
    run = start(drawing.flow("late", "urge", "end").process())

    assert run.change.started == ()
    assert [timer.step for timer in run.do("write").started] == ["late"]
    assert [task.step for task in run.late("late").opened] == ["urge"]


def test_a_step_that_waits_for_data_nobody_can_give_is_an_incident(start):
    run = start(two_branches("", needs()).process())

    with pytest.raises(Broken, match="waits for nothing and nobody"):
        run.loaded.complete(run.task("write").id, {}, run.at)


def test_an_inclusive_join_waits_for_a_step_that_waits_for_data(start):
    drawing = declared(Drawing().start().gateway("parallel", "split").user("write", loop=fills()))
    drawing.user("other").user("read", loop=needs()).gateway("inclusive", "join").user("next").end()
    drawing.flow("start", "split", "write", "end").flow("split", "other", "join", "next", "end")
    run = start(drawing.flow("split", "read", "join").process())

    assert run.do("other").opened == ()
    run.do("write")
    assert [task.step for task in run.do("read").opened] == ["next"]


@pytest.mark.parametrize("inner_writes", [True, False])
def test_steps_in_a_sub_process_share_the_data_objects_around_it(start, inner_writes):
    first, second = (fills(), needs()) if inner_writes else (needs(), fills())
    inside = Drawing().start("in").user("inner", loop=first).end("out").flow("in", "inner", "out")
    drawing = declared(Drawing().start().gateway("parallel", "split").sub("body", inside))
    drawing.user("outer", loop=second).end().flow("start", "split", "body", "end")
    run = start(drawing.flow("split", "outer", "end").process())
    one, other = ("inner", "outer") if inner_writes else ("outer", "inner")

    assert run.steps() == [one]
    assert [task.step for task in run.do(one).opened] == [other]


def local(characteristics):
    """Draw a sub-process with a data object of its own."""
    inside = declared(Drawing().start("in")).user("write", loop=fills()).user("read", loop=needs())
    inside.gateway("exclusive", "which", default="to_out").user("more").end("out")
    inside.flow("in", "write", "read", "which").flow("which", "out", id="to_out")
    inside.flow("which", "more", when="=report.more").flow("more", "out")
    drawing = Drawing().start().sub("body", inside, characteristics).user("next").end()
    return drawing.flow("start", "body", "next", "end")


def test_a_data_object_ends_with_the_scope_that_declares_it(start):
    run = start(local("").process())
    run.do("write", more=True)

    assert [task.step for task in run.do("read").opened] == ["more"]
    assert run.loaded.names(run.task("more").id)["report"] == {"more": True}
    run.do("more")
    assert "report" not in run.loaded.names(run.task("next").id)


def test_each_instance_has_data_objects_of_its_own(start):
    run = start(local(loop()).process(), item={"departments": ["fire", "tax"]})

    assert [task.step for task in run.do("write", more=True).opened] == ["read"]
    assert [task.step for task in run.do("read").opened] == ["more"]
    assert [task.step for task in run.do("write", more=False).opened] == ["read"]
    assert run.do("read").opened == ()


def test_each_turn_of_a_loop_has_data_objects_of_its_own(start):
    run = start(local(turns(most=2)).process())

    for _ in range(2):
        assert run.steps() == ["write"]
        assert [task.step for task in run.do("write", more=False).opened] == ["read"]
        run.do("read")

    assert run.steps() == ["next"]


def test_several_instances_leave_what_was_collected(start):
    collected = loop(output="all", result="=write.n") + fills()
    run = start(two_branches(collected, needs()).process(), item={"departments": ["a", "b"]})

    assert run.do("write", n=1).opened == ()
    assert [task.step for task in run.do("write", n=2).opened] == ["read"]
    assert run.data()["report"] == [1, 2]


COMPUTED = fills().replace("</bpmn:data", "<bpmn:transformation/></bpmn:data")


@pytest.mark.parametrize(
    ("inner", "code"),
    [
        (fills("gone"), "data.no_object"),
        (needs("split"), "data.no_object"),
        (COMPUTED, "data.computed"),
        (loop() + fills(), "data.no_answer"),
    ],
)
def test_an_association_that_says_too_little_or_too_much_is_refused(inner, code):
    with pytest.raises(Invalid) as refusal:
        two_branches(inner, "").process()

    assert [fault.code for fault in refusal.value.faults] == [code]


def test_a_step_that_waits_for_data_does_not_stop_the_clock_yet(start):
    run = start(two_branches(fills(), needs()).process())

    assert run.loaded.stopping() == {}
