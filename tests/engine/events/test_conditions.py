"""Conditional events: they happen when something comes true, as soon as it does."""

import pytest

from engine.errors import Broken
from engine.run import Run
from tests.engine.drawing import Drawing, condition, loop, timer

FULL = condition("=ask != null and ask.full = true")


def waiting(text="=ask != null and ask.full = true"):
    drawing = Drawing().start().gateway("parallel", "both").user("ask").user("more").end()
    drawing.element("intermediateCatchEvent", "wait", inner=condition(text)).user("go").end("gone")
    drawing.flow("start", "both", "ask", "more", "end").flow("both", "wait", "go", "gone")
    return drawing


def bordered(interrupting=True, cause=FULL):
    inside = Drawing().start("in").gateway("exclusive", "again").user("ask").user("keep")
    inside.gateway("exclusive", "more", "out").end("in_end").flow("in", "again", "ask", "keep")
    inside.flow("keep", "more").flow("more", "again", when="=keep.more").flow(
        "more", "in_end", id="out"
    )
    drawing = Drawing().start().sub("body", inside).user("mend").end("mended").end()
    drawing.border("full", "body", cause, interrupting)
    return drawing.flow("start", "body", "end").flow("full", "mend", "mended")


def test_a_condition_is_looked_at_when_its_variables_change(start):
    run = start(waiting().process())
    assert run.loaded.tokens() == ("ask", "wait")

    change = run.do("ask", full=True)

    assert sorted(task.step for task in change.opened) == ["go", "more"]
    assert run.loaded.awaited() == ()


def test_a_condition_that_stays_false_waits(start):
    run = start(waiting().process())

    run.do("ask", full=False)

    assert sorted(run.loaded.tokens()) == ["more", "wait"]


def test_what_is_true_already_comes_true_at_once(start):
    run = start(waiting("=application.fee > 10").process(), {"fee": 11})

    assert sorted(run.steps()) == ["ask", "go"]


def test_a_condition_on_a_border_withdraws_the_step(start):
    run = start(bordered().process())

    change = run.do("ask", full=True)

    assert run.loaded.tokens() == ("mend",)
    assert [one.step for one in change.passed] == ["ask", "full"]


def test_a_condition_has_to_be_false_before_it_comes_true_again(start):
    run = start(bordered(interrupting=False).process())

    for full, mends in ((True, 1), (True, 1), (False, 1), (True, 2)):
        run.do("ask", full=full)
        assert run.steps().count("mend") == mends
        run.do("keep", more=True)


def test_a_step_that_is_done_is_not_interrupted_by_its_own_answer(start):
    drawing = Drawing().start().user("ask").end().end("over")
    drawing.border("full", "ask", FULL).flow("start", "ask", "end").flow("full", "over")

    assert start(drawing.process()).do("ask", full=True).ended == "end"


def test_a_condition_sees_its_own_instance(start):
    inside = Drawing().start("in").user("ask").user("next").end("in_end")
    inside.flow("in", "ask", "next", "in_end")
    outer = bordered_each(inside)
    run = start(outer.process(), item={"departments": ["fire", "roads"]})

    run.do("ask", full=True)

    assert sorted(run.steps()) == ["ask", "mend"]


def bordered_each(inside):
    each = Drawing().start("begin").sub("body", inside).user("mend").end("each_end").end("mended")
    each.border("full", "body", FULL).flow("begin", "body", "each_end").flow(
        "full", "mend", "mended"
    )
    return Drawing().start().sub("each", each, loop()).end().flow("start", "each", "end")


def test_a_condition_waits_while_what_it_reads_has_no_value(start):
    run = start(waiting("=ask.full").process())
    assert run.loaded.tokens() == ("ask", "wait")

    change = run.do("ask", full=True)

    assert sorted(task.step for task in change.opened) == ["go", "more"]


@pytest.mark.parametrize("text", ["=item", "=1", '="yes"'])
def test_a_condition_that_is_neither_true_nor_false_is_an_incident(at, text):
    with pytest.raises(Broken, match="“wait” is neither true nor false"):
        Run.start(waiting(text).process(), {}, {}, at)


def test_a_condition_whose_variables_nobody_can_change_any_more_is_an_incident(start):
    run = start(waiting().process())
    run.do("ask", full=False)

    with pytest.raises(Broken) as incident:
        run.loaded.complete(run.task("more").id, {}, run.at)

    assert incident.value.code == "run.stuck"


def within(interrupting):
    inside = Drawing().start("in").element("intermediateCatchEvent", "wait", inner=FULL)
    inside.end("in_end").flow("in", "wait", "in_end")
    drawing = Drawing().start().sub("body", inside).user("ask").end("asked").end()
    drawing.border("late", "body", timer("P1D"), interrupting)
    return drawing.flow("start", "body", "end").flow("late", "ask", "asked")


def test_an_event_that_only_ends_the_wait_cannot_make_it_come_true(at):
    with pytest.raises(Broken) as incident:
        Run.start(within(interrupting=True).process(), {}, {}, at)

    assert incident.value.code == "run.stuck"


def test_an_event_that_asks_besides_can_make_it_come_true(start):
    run = start(within(interrupting=False).process())

    run.late("late")

    assert run.do("ask", full=True).ended in ("asked", "end")


def test_conditions_that_never_stop_are_an_incident(at):
    drawing = Drawing().start().gateway("exclusive", "again").end()
    drawing.element("intermediateCatchEvent", "wait", inner=condition("=true"))
    drawing.gateway("exclusive", "ever", "out").flow("start", "again", "wait", "ever")
    drawing.flow("ever", "again", when="=true").flow("ever", "end", id="out")

    with pytest.raises(Broken) as incident:
        Run.start(drawing.process(), {}, {}, at)
    assert incident.value.code == "run.endless"


def test_a_step_that_asks_nobody_leaves_nothing_when_its_border_takes_the_token(start):
    drawing = Drawing().start().user("ask", loop=loop("=[]", "one", output="said", result="=one"))
    drawing.user("mend").end("mended").end().flow("start", "ask", "end")
    drawing.border("now", "ask", condition("=true")).flow("now", "mend", "mended")
    run = start(drawing.process())

    assert run.steps() == ["mend"]
    assert "said" not in run.loaded.names(run.task("mend").id)
