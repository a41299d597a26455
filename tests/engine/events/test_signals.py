"""Signals: everybody who waits hears them, at once."""

import pytest

from engine.change import Message
from engine.errors import Conflict
from tests.engine.drawing import Drawing, loop, timer
from tests.engine.shelf import Shelf

TOLD = (Message("stop", kind="signal"),)


def hearing(kind="intermediateThrowEvent", interrupting=True):
    inside = Drawing().start("in").user("a").end("in_end").flow("in", "a", "in_end")
    drawing = Drawing().start().gateway("parallel", "both").user("ask").sub("body", inside)
    stop = drawing.signal("stop")
    drawing.element(kind, "tell", inner=stop).border("heard", "body", stop, interrupting)
    drawing.end().end("over").flow("start", "both", "ask", "tell").flow("both", "body", "end")
    drawing = drawing if kind == "endEvent" else drawing.end("told").flow("tell", "told")
    return drawing.flow("heard", "over")


@pytest.mark.parametrize("kind", ["intermediateThrowEvent", "endEvent"])
def test_a_thrown_signal_reaches_its_own_run_at_once_and_is_told_to_the_world(start, kind):
    run = start(hearing(kind).process())
    asked = run.task("a").id

    change = run.do("ask")

    assert change.messages == TOLD
    assert change.closed == (asked,)
    assert change.ended in ("told", "tell", "over")
    assert [one.step for one in change.passed][:3] == ["ask", "tell", "heard"]


def test_a_signal_that_does_not_interrupt_may_come_again(start):
    run = start(hearing(interrupting=False).process())
    waits = run.loaded.awaited()

    run.do("ask")
    change = run.move("signal", "stop", {"n": 2})

    assert run.steps() == ["a"]
    assert run.loaded.awaited() == waits
    assert run.data()["heard"] == {"n": 2}
    assert (change.deaf, change.messages) == ((), ())


def test_a_signal_from_outside_reaches_every_wait(start):
    drawing = Drawing().start().gateway("parallel", "split").gateway("parallel", "join").end()
    for id_ in ("one", "two"):
        drawing.element("intermediateCatchEvent", id_, inner=drawing.signal("open"))
        drawing.flow("split", id_, "join")
    run = start(drawing.flow("start", "split").flow("join", "end").process())

    change = run.move("signal", "open", {"by": "mayor"})

    assert len(change.deaf) == 2
    assert change.ended == "end"
    assert run.data() == {"one": {"by": "mayor"}, "two": {"by": "mayor"}}


def test_a_signal_and_a_message_of_one_name_are_two_things(start):
    drawing = Drawing().start()
    drawing.element("intermediateCatchEvent", "wait", inner=drawing.signal("open")).end()
    run = start(drawing.flow("start", "wait", "end").process())

    with pytest.raises(Conflict) as refusal:
        run.loaded.message("open", {}, run.at)
    assert refusal.value.code == "message.not_awaited"
    with pytest.raises(Conflict):
        run.loaded.signal("close", {}, run.at)


def test_a_signal_wins_against_the_other_events_of_a_gateway(start):
    drawing = Drawing().start().gateway("eventBased", "either").end("heard").end("late")
    drawing.element("intermediateCatchEvent", "open", inner=drawing.signal("open"))
    drawing.element("intermediateCatchEvent", "soon", inner=timer("P1D"))
    drawing.flow("start", "either", "open", "heard").flow("either", "soon", "late")
    run = start(drawing.process())
    (limit,) = run.change.started

    change = run.move("signal", "open", {})

    assert (change.ended, change.stopped) == ("heard", (limit.id,))


def test_a_signal_thrown_within_what_it_interrupts_ends_that(start):
    inside = Drawing().start("in").gateway("parallel", "both").user("a").user("ask")
    inside.element("intermediateThrowEvent", "tell", inner=inside.signal("stop")).user("after")
    inside.end("in_end").flow("in", "both", "a", "in_end").flow("both", "ask", "tell", "after")
    drawing = Drawing().start().sub("body", inside.flow("after", "in_end")).user("mend").end()
    drawing.border("heard", "body", drawing.signal("stop")).end("mended")
    drawing.flow("start", "body", "end").flow("heard", "mend", "mended")
    run = start(drawing.process())

    change = run.do("ask")

    assert run.loaded.tokens() == ("mend",)
    assert [task.step for task in change.opened] == ["mend"]


def test_the_first_instance_that_signals_may_end_all_of_them(start):
    inside = Drawing()
    inside.start("in").user("a").end("tell", inside.signal("stop")).flow("in", "a", "tell")
    drawing = Drawing().start().sub("each", inside, loop(output="said")).end().end("over")
    drawing.border("heard", "each", drawing.signal("stop")).flow("start", "each", "end")
    run = start(drawing.flow("heard", "over").process(), item={"departments": ["a", "b", "c"]})

    change = run.do("a")

    assert (change.ended, len(change.closed)) == ("over", 2)
    assert "said" not in run.data()


def test_a_signal_wakes_only_those_who_wait_already(start):
    drawing = Drawing().start().user("ask")
    drawing.element("intermediateThrowEvent", "tell", inner=drawing.signal("open"))
    drawing.element("intermediateCatchEvent", "wait", inner=drawing.signal("open")).end()
    run = start(drawing.flow("start", "ask", "tell", "wait", "end").process())

    run.do("ask")

    assert run.loaded.tokens() == ("wait",)
    assert run.move("signal", "open", {}).ended == "end"


def test_a_signal_reaches_the_processes_a_run_calls(start):
    inside = Drawing("called").start("in")
    inside.element("intermediateCatchEvent", "wait", inner=inside.signal("open")).end("in_end")
    inside.flow("in", "wait", "in_end")
    drawing = Drawing("main").start().gateway("parallel", "both").call("call", "called").user("ask")
    drawing.end("told", drawing.signal("open")).end().flow("start", "both", "ask", "told")
    run = start(drawing.flow("both", "call", "end").process(), library=Shelf(inside.process()))

    assert run.do("ask").ended == "end"
