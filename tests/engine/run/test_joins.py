"""Gateways where tokens meet: a join looks at flows, not at how many have come."""

import pytest

from engine.errors import Broken
from engine.run import Run
from tests.engine.drawing import Drawing, timer


def joined(kind):
    """Draw a and b, which may come several times, before a join of the kind."""
    drawing = Drawing().start().gateway("parallel", "split").gateway("exclusive", "merge")
    drawing.user("a").user("b").gateway(kind, "join").user("after").end()
    drawing.flow("start", "split").flow("split", "merge", id="one").flow("split", "merge", id="two")
    return (
        drawing.flow("merge", "a", "join").flow("split", "b", "join").flow("join", "after", "end")
    )


def test_a_parallel_join_takes_one_token_from_each_flow(start):
    run = start(joined("parallel").process())

    run.do("a")
    assert run.do("a").opened == ()
    assert [task.step for task in run.do("b").opened] == ["after"]
    assert run.loaded.tokens() == ("join", "after")


def test_a_second_set_of_tokens_joins_again(start):
    drawing = joined("parallel")
    drawing.lines = [line.replace('id="split_to_b"', 'id="three"') for line in drawing.lines]
    run = start(drawing.flow("split", "b", id="four").process())

    asked = [run.do(step).opened for step in ("a", "a", "b", "b")]

    assert [len(opened) for opened in asked] == [0, 0, 1, 1]
    run.do("after")
    assert run.do("after").ended == "end"


@pytest.mark.parametrize("kind", ["parallel", "inclusive"])
def test_two_flows_from_one_gateway_are_two_ways_in(start, kind):
    drawing = Drawing().start().gateway("parallel", "split").gateway(kind, "join").user("after")
    drawing.end().flow("start", "split").flow("join", "after", "end")
    drawing.flow("split", "join", id="one").flow("split", "join", id="two")

    assert start(drawing.process()).steps() == ["after"]


@pytest.mark.parametrize("kind", ["parallel", "inclusive"])
def test_a_gateway_may_join_and_split_at_once(start, kind):
    drawing = Drawing().start().gateway("parallel", "split").user("a").user("b")
    drawing.gateway(kind, "both", default="to_c" if kind == "inclusive" else None)
    drawing.user("c").user("d").end().flow("start", "split").flow("split", "a", "both")
    drawing.flow("split", "b", "both").flow("both", "c", id="to_c").flow("c", "end")
    drawing.flow("both", "d", when="=b.d" if kind == "inclusive" else None).flow("d", "end")
    run = start(drawing.process())

    assert run.do("a").opened == ()
    opened = [task.step for task in run.do("b", d=True).opened]
    assert opened == (["c", "d"] if kind == "parallel" else ["d"])


def test_an_exclusive_gateway_lets_every_token_through(start):
    drawing = Drawing().start().gateway("parallel", "split").gateway("exclusive", "merge")
    drawing.user("a").user("b").user("after").end().flow("start", "split")
    drawing.flow("split", "a", "merge").flow("split", "b", "merge").flow("merge", "after", "end")
    run = start(drawing.process())

    assert [len(run.do(step).opened) for step in ("a", "b")] == [1, 1]


def test_an_inclusive_join_with_one_flow_waits_for_nobody(start):
    drawing = Drawing().start().gateway("parallel", "split").user("a").gateway("inclusive", "on")
    drawing.gateway("exclusive", "merge").user("after").end().user("b").flow("start", "split")
    drawing.flow("split", "a", "merge").flow("split", "b", "merge").flow("merge", "on")
    run = start(drawing.flow("on", "after", "end").process())

    assert [task.step for task in run.do("a").opened] == ["after"]


def test_an_inclusive_join_does_not_wait_for_a_second_token_on_a_flow_that_has_one(start):
    run = start(joined("inclusive").process())

    run.do("b")
    assert [task.step for task in run.do("a").opened] == ["after"]
    assert [task.step for task in run.do("a").opened] == ["after"]


def test_an_inclusive_join_waits_for_what_may_come_over_a_border(start):
    drawing = Drawing().start().gateway("parallel", "split").user("a").user("b").end("other")
    drawing.gateway("inclusive", "join").user("after").end().border("late", "b", timer("P1D"))
    drawing.flow("start", "split").flow("split", "a", "join").flow("split", "b", "other")
    run = start(drawing.flow("late", "join").flow("join", "after", "end").process())

    assert run.do("a").opened == ()
    assert [task.step for task in run.late("late").opened] == ["after"]


def test_an_inclusive_join_goes_on_once_the_border_can_not_happen_any_more(start):
    drawing = Drawing().start().gateway("parallel", "split").user("a").user("b").end("other")
    drawing.gateway("inclusive", "join").user("after").end().border("late", "b", timer("P1D"))
    drawing.flow("start", "split").flow("split", "a", "join").flow("split", "b", "other")
    run = start(drawing.flow("late", "join").flow("join", "after", "end").process())

    run.do("a")
    assert [task.step for task in run.do("b").opened] == ["after"]


def test_an_inclusive_join_waits_for_what_goes_on_in_a_sub_process(start):
    inside = Drawing().start("in").user("b1").user("b2").end("out").flow("in", "b1", "b2", "out")
    drawing = Drawing().start().gateway("parallel", "split").user("a").sub("b", inside)
    drawing.gateway("inclusive", "join").user("after").end().flow("start", "split")
    drawing.flow("split", "a", "join").flow("split", "b", "join").flow("join", "after", "end")
    run = start(drawing.process())

    assert [run.do(step).opened == () for step in ("a", "b1")] == [True, False]
    assert [task.step for task in run.do("b2").opened] == ["after"]


def test_an_inclusive_join_in_a_loop_does_not_wait_for_what_it_would_send_itself(start):
    drawing = Drawing().start().gateway("inclusive", "again").user("ask").end()
    drawing.gateway("exclusive", "more", default="done").flow("start", "again", "ask", "more")
    drawing.flow("more", "again", when="=ask.more").flow("more", "end", id="done")
    run = start(drawing.process())

    assert [task.step for task in run.do("ask", more=True).opened] == ["ask"]
    assert run.do("ask", more=False).ended == "end"


def test_two_tokens_in_a_loop_with_an_inclusive_join_become_one(start):
    drawing = Drawing().start().gateway("parallel", "split").user("a").user("b").end()
    drawing.gateway("inclusive", "again").user("ask").gateway("exclusive", "more", default="done")
    drawing.flow("start", "split").flow("split", "a", "again").flow("split", "b", "again")
    drawing.flow("again", "ask", "more").flow("more", "again", when="=ask.more")
    run = start(drawing.flow("more", "end", id="done").process())

    assert run.do("b").opened == ()
    assert [task.step for task in run.do("a").opened] == ["ask"]
    assert [task.step for task in run.do("ask", more=True).opened] == ["ask"]


def test_an_inclusive_join_does_not_wait_for_a_token_that_may_also_come_where_one_waits(start):
    drawing = Drawing().start().gateway("parallel", "split").user("a").user("b").user("after")
    drawing.gateway("exclusive", "which", default="to_a").gateway("exclusive", "merge").end()
    drawing.gateway("inclusive", "join").flow("start", "split").flow("split", "a", "merge", "join")
    drawing.flow("split", "b", "which").flow("which", "merge", id="to_a")
    drawing.flow("which", "join", when="=b.straight").flow("join", "after", "end")
    run = start(drawing.process())

    assert [task.step for task in run.do("a").opened] == ["after"]


@pytest.mark.parametrize("first", ["direct", "around"])
def test_what_an_inclusive_join_takes_does_not_hang_on_who_moves_first(start, first):
    drawing = Drawing().start().gateway("parallel", "split").gateway("exclusive", "a")
    drawing.gateway("exclusive", "which", "on").gateway("exclusive", "again")
    drawing.gateway("inclusive", "join").user("after").end()
    ways = {"direct": ("split", "join"), "around": ("split", "a", "which")}
    drawing.flow("start", "again", "split").flow("which", "join", id="on")
    drawing.flow("which", "again", when="=application.n > 0")
    for way in sorted(ways, key=lambda name: name != first):
        drawing.flow(*ways[way])
    drawing.flow("join", "after", "end")

    assert start(drawing.process(), {"n": 0}).steps() == ["after"]


def test_behind_an_event_gateway_waits_one_token_whatever_it_waits_for(start):
    drawing = Drawing().start().gateway("parallel", "split").user("a").user("after").end()
    drawing.gateway("eventBased", "wait").gateway("inclusive", "join").gateway("exclusive", "merge")
    drawing.element("intermediateCatchEvent", "soon", inner=timer("P1D"))
    drawing.element("intermediateCatchEvent", "later", inner=timer("P2D")).flow("start", "split")
    drawing.flow("split", "a", "merge", "join").flow("split", "wait", "soon", "merge")
    run = start(drawing.flow("wait", "later", "join").flow("join", "after", "end").process())

    assert [task.step for task in run.do("a").opened] == ["after"]
    assert [task.step for task in run.late("later").opened] == ["after"]


def test_each_limit_behind_an_event_gateway_is_its_own(start):
    drawing = Drawing().start().gateway("eventBased", "wait").end("first").end("second")
    drawing.element("intermediateCatchEvent", "soon", inner=timer("PT1S"))
    drawing.element("intermediateCatchEvent", "later", inner=timer("P10D"))
    drawing.flow("start", "wait", "soon", "first").flow("wait", "later", "second")
    run = start(drawing.process())
    soon, later = run.change.started

    change = run.move("pass_timer", soon.id)

    assert (soon.rule.value, later.rule.value) == ("PT1S", "P10D")
    assert (change.ended, change.stopped) == ("first", (later.id,))


def test_a_join_nothing_comes_to_any_more_is_an_incident(at):
    drawing = Drawing().start().gateway("exclusive", "which", default="to_join").user("a").end()
    drawing.gateway("parallel", "join").flow("start", "which").flow("which", "a", when="=false")
    drawing.flow("which", "join", id="to_join").flow("a", "join", "end")
    process = drawing.process()

    with pytest.raises(Broken, match="waits for nothing and nobody"):
        Run.start(process, {}, {}, at)
