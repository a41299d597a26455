"""Traps of SpiffWorkflow: files that it reads and then passes over in silence, or cannot read."""

from contextlib import suppress

import pytest

from engine.checks import check
from engine.errors import Invalid
from tests.engine.drawing import Drawing, properties, timer
from tests.engine.traps.drawn import row

COMPENSATE = "<bpmn:compensateEventDefinition/>"


def around(kind, inner="", **given):
    drawing = Drawing().start().element(kind, "it", "", inner, **given).end()
    return drawing.flow("start", "it", "end")


def refusal(drawing):
    with pytest.raises(Invalid) as refused:
        drawing.process()
    return refused.value.faults[0]


def rules(drawing):
    return {one.rule for one in check({"process.bpmn": drawing.xml()}) if one.severity == "error"}


def test_trap_12_a_data_object_two_scopes_out_is_no_endless_reading():
    data = '<bpmn:dataObjectReference id="ref" dataObjectRef="paper"/>'
    inner, outer = (Drawing().start(f"in{n}").end(f"out{n}") for n in (2, 1))
    inner.flow("in2", "out2").lines.append(data)
    outer.sub("inner", inner).flow("in1", "inner", "out1")
    drawing = Drawing().start().sub("outer", outer).end().flow("start", "outer", "end")

    assert check({"process.bpmn": drawing.element("dataObject", "paper").xml()}) is not None
    with suppress(Invalid):
        assert drawing.process().steps["inner"]


@pytest.mark.parametrize(
    "drawing",
    [
        around("intermediateThrowEvent", COMPENSATE),
        Drawing().start().end("end", COMPENSATE).flow("start", "end"),
        Drawing().element("startEvent", "start", inner=COMPENSATE).end().flow("start", "end"),
    ],
    ids=["compensation on the way", "compensation at the end", "a start by it"],
)  # fmt: skip
def test_trap_14_what_would_silently_not_happen_is_refused(drawing):
    assert refusal(drawing).code == "event.not_supported"
    assert rules(drawing) & {"engine.element", "engine.misplaced"}


def test_trap_14_a_link_and_a_signal_at_the_end_happen(start):
    drawing = Drawing().start()
    drawing.element("intermediateThrowEvent", "off", inner='<bpmn:linkEventDefinition name="a"/>')
    drawing.element("intermediateCatchEvent", "on", inner='<bpmn:linkEventDefinition name="a"/>')
    drawing.end("end", drawing.signal("over")).flow("start", "off").flow("on", "end")

    change = start(drawing.process()).change

    assert [passed.step for passed in change.passed] == ["start", "off", "on", "end"]
    assert [(one.name, one.kind) for one in change.messages] == [("over", "signal")]


def test_trap_14_conditions_nobody_asks_for_and_lost_nodes_are_refused():
    asked = Drawing().start().user("ask").end()
    lost = row("ask").element("complexGateway", "lost")

    assert "structure.condition_ignored" in rules(asked.flow("start", "ask", when="=false"))
    assert "structure.no_default_flow" in rules(asked.flow("ask", "end", when="=false"))
    assert {"engine.element", "structure.unreachable"} & rules(lost)
    assert "xml.duplicate_id" in rules(row("ask").user("ask"))


def test_trap_15_a_flow_to_nowhere_is_told_as_that():
    drawing = Drawing().start().user("ask").end().flow("start", "ask").flow("ask", "nowhere")

    assert "nowhere" in str(refusal(drawing))
    assert "xml.dangling_reference" in rules(drawing)


def test_trap_16_what_is_refused_is_told_with_its_line():
    drawing = around("task")
    drawing.lines.insert(1, "\n\n")

    assert refusal(drawing).place == "process.bpmn:3"


def test_trap_17_a_wrong_reference_is_told_in_words():
    drawing = around("intermediateCatchEvent", '<bpmn:messageEventDefinition messageRef="gone"/>')

    assert str(refusal(drawing)) == "The event “it” needs a message or signal with a name."


def test_trap_18_a_duration_needs_no_quotes(start):
    run = start(around("intermediateCatchEvent", timer("P15D")).process())

    assert run.loaded.timers()[0].rule.value == "P15D"


@pytest.mark.parametrize("kind", ["adHocSubProcess", "task"])
def test_trap_23_and_33_what_would_be_misunderstood_is_refused(kind):
    assert refusal(around(kind)).code == "element.not_supported"
    assert "engine.element" in rules(around(kind))


def test_trap_32_five_hundred_steps_in_a_row_can_be_read(start):
    steps = [f"s{number}" for number in range(500)]

    assert start(row(*steps).process()).steps() == ["s0"]


def test_trap_34_a_start_by_a_timer_that_nobody_would_wind_is_refused():
    drawing = Drawing().element("startEvent", "start", properties({}), timer("P1D")).end()

    assert refusal(drawing.flow("start", "end")).code == "event.not_supported"


def test_trap_40_two_processes_may_call_their_parts_alike(start):
    def with_part(key, step):
        inside = Drawing().start("in").user(step).end("out").flow("in", step, "out")
        drawing = Drawing(key).start().sub("Activity_1", inside).end()
        return drawing.flow("start", "Activity_1", "end").process()

    one, other = (start(with_part(key, step)) for key, step in (("one", "a"), ("other", "b")))

    assert (one.steps(), other.steps()) == (["a"], ["b"])
