"""Links: the token goes through both ends, as along a flow."""

import pytest

from engine.errors import Invalid
from tests.engine.drawing import Drawing, timer

A = '<bpmn:linkEventDefinition name="A"/>'


def throwing(drawing, id, link=A):
    return drawing.element("intermediateThrowEvent", id, inner=link)


def catching(drawing, id, link=A):
    return drawing.element("intermediateCatchEvent", id, inner=link)


def linked():
    drawing = throwing(Drawing().start().user("ask"), "off").user("next").end()
    return catching(drawing, "on").flow("start", "ask", "off").flow("on", "next", "end")


def test_a_token_goes_through_both_ends_of_a_link(start):
    run = start(linked().process())

    change = run.do("ask")

    assert [passed.step for passed in change.passed] == ["ask", "off", "on"]
    assert [task.step for task in change.opened] == ["next"]


def test_several_throwing_events_lead_to_one_catching(start):
    drawing = throwing(linked().user("b"), "also").flow("start", "b", "also")
    run = start(drawing.process())

    assert [task.step for task in run.do("b").opened] == ["next"]
    assert [task.step for task in run.do("ask").opened] == ["next"]


def test_an_inclusive_join_waits_for_what_comes_over_a_link(start):
    drawing = throwing(Drawing().start().gateway("parallel", "split").user("a").user("b"), "off")
    catching(drawing, "on").gateway("inclusive", "join").user("next").end().flow("start", "split")
    drawing.flow("split", "a", "join").flow("split", "b", "off").flow("on", "join", "next", "end")
    run = start(drawing.process())

    assert run.do("a").opened == ()
    assert [task.step for task in run.do("b").opened] == ["next"]


def test_links_of_one_name_in_other_scopes_are_others(start):
    inside = throwing(Drawing().start("in"), "inner_off").user("inner").end("out")
    catching(inside, "inner_on").flow("in", "inner_off").flow("inner_on", "inner", "out")
    drawing = throwing(Drawing().start().sub("body", inside), "off").user("next").end()
    catching(drawing, "on").flow("start", "body", "off").flow("on", "next", "end")
    run = start(drawing.process())

    assert run.steps() == ["inner"]
    assert [task.step for task in run.do("inner").opened] == ["next"]


@pytest.mark.parametrize(
    ("drawing", "code"),
    [
        (throwing(Drawing().start(), "off").flow("start", "off"), "link.no_catch"),
        (catching(linked(), "again"), "link.no_catch"),
        (throwing(linked(), "un", A.replace("A", "")).flow("ask", "un"), "link.no_name"),
        (linked().flow("off", "next"), "link.flows"),
        (linked().flow("ask", "on"), "link.flows"),
        (throwing(linked(), "two", A + timer("P1D")).flow("ask", "two"), "link.flows"),
    ],
)
def test_what_is_no_link_is_refused(drawing, code):
    with pytest.raises(Invalid) as refusal:
        drawing.process()

    assert [fault.code for fault in refusal.value.faults] == [code]
