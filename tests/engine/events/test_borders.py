"""What is withdrawn is told; what happens first wins; what came of an event stays."""

import pytest

from engine.errors import Conflict
from tests.engine.drawing import TERMINATE, Drawing, condition, loop, timer

MACHINE = '<zeebe:taskDefinition type="ask_register"/>'


def crowded():
    inside = Drawing().start("in").gateway("parallel", "all").user("a").end("in_end")
    inside.element("serviceTask", "job", MACHINE)
    inside.element("intermediateCatchEvent", "wait", inner=timer("P9D"))
    inside.element("intermediateCatchEvent", "reply", inner=inside.message("reply"))
    inside.element("intermediateCatchEvent", "open", inner=inside.signal("open"))
    inside.element("intermediateCatchEvent", "true", inner=condition("=a != null and a.n = 1"))
    inside.flow("in", "all")
    for step in ("a", "job", "wait", "reply", "open", "true"):
        inside.flow("all", step, "in_end")
    return inside


@pytest.mark.parametrize("many", ["", loop()])
def test_everything_an_interrupting_event_ends_is_told(start, many):
    times = 2 if many else 1
    drawing = Drawing().start().sub("body", crowded(), many).end().end("over")
    drawing.border("stop", "body", drawing.message("stop")).flow("start", "body", "end")
    run = start(drawing.flow("stop", "over").process(), item={"departments": ["x", "y"]})
    began = run.change

    change = run.move("message", "stop", {})

    assert sorted(change.closed) == sorted(task.id for task in began.opened)
    assert sorted(change.undone) == sorted(job.id for job in began.jobs)
    assert sorted(change.stopped) == sorted(limit.id for limit in began.started)
    assert sorted(change.deaf) == sorted(wait.id for wait in began.listening)
    assert len(began.listening) == 2 * times + 1
    assert (change.ended, run.loaded.tokens()) == ("over", ())


def test_of_two_limits_due_at_once_the_first_wins(start):
    drawing = Drawing().start().user("a").end().end("one").end("two")
    drawing.border("first", "a", timer("P1D")).border("second", "a", timer("P1D"))
    drawing.flow("start", "a", "end").flow("first", "one").flow("second", "two")
    run = start(drawing.process())
    first, second = run.change.started

    change = run.move("pass_timer", first.id)

    assert (change.ended, change.stopped) == ("one", (second.id,))
    with pytest.raises(Conflict) as refusal:
        run.loaded.pass_timer(second.id, run.at)
    assert refusal.value.code == "timer.stopped"


def test_an_end_that_terminates_ends_only_its_own_instance(start):
    inside = Drawing().start("in").gateway("parallel", "both").user("a").user("b")
    inside.border("late", "b", timer("P1D")).end("over").flow("late", "over")
    inside.end("stop", TERMINATE).end("in_end").flow("in", "both", "a", "stop")
    inside.flow("both", "b", "in_end")
    many = loop(output="said", result="=department")
    drawing = Drawing().start().sub("each", inside, many).end().flow("start", "each", "end")
    run = start(drawing.process(), item={"departments": ["x", "y"]})

    change = run.do("a")

    assert (len(change.closed), len(change.stopped)) == (1, 1)
    assert sorted(run.steps()) == ["a", "b"]
    assert run.do("a").ended == "end"
    assert run.data()["said"] == ["x", "y"]


def test_an_end_that_terminates_leaves_the_border_around_it(start):
    inside = Drawing().start("in").user("a").end("stop", TERMINATE).flow("in", "a", "stop")
    drawing = Drawing().start().sub("body", inside).user("next").end().end("over")
    drawing.border("late", "body", timer("P1D")).flow("start", "body", "next", "end")
    run = start(drawing.flow("late", "over").process())

    change = run.do("a")

    assert len(change.stopped) == 1
    assert run.steps() == ["next"]


def test_what_an_event_asked_besides_stays_when_the_step_and_its_border_are_gone(start):
    inside = Drawing().start("in").user("a").end("in_end").flow("in", "a", "in_end")
    drawing = Drawing().start().sub("body", inside).user("look").end("looked").end()
    drawing.border("more", "body", drawing.signal("more"), interrupting=False)
    drawing.border("late", "body", timer("P1D")).end("over")
    drawing.flow("start", "body", "end").flow("more", "look", "looked").flow("late", "over")
    run = start(drawing.process())
    run.move("signal", "more", {})

    run.late("late")

    assert run.steps() == ["look"]
    assert run.do("look").ended == "looked"


def test_a_step_done_in_the_same_move_as_a_signal_hears_it_first(start):
    inside = Drawing()
    inside.start("in").user("a").end("tell", inside.signal("done")).flow("in", "a", "tell")
    drawing = Drawing().start().sub("body", inside).end().end("heard_end")
    drawing.border("heard", "body", drawing.signal("done")).flow("start", "body", "end")
    run = start(drawing.flow("heard", "heard_end").process())

    change = run.do("a")

    assert change.ended == "heard_end"
    assert "body" not in [one.step for one in change.passed]


def test_a_signal_does_not_start_what_it_has_just_withdrawn(start):
    again = Drawing().user("again").end("again_end")
    again.flow("help_start", "again", "again_end")
    inside = Drawing().start("in").user("a").end("in_end").flow("in", "a", "in_end")
    inside.by_event("help", inside.signal("stop"), again)
    drawing = Drawing().start().sub("body", inside).end().user("mend").end("mended")
    drawing.border("heard", "body", drawing.signal("stop")).flow("start", "body", "end")
    run = start(drawing.flow("heard", "mend", "mended").process())

    run.move("signal", "stop", {})

    assert run.loaded.tokens() == ("mend",)


LIMITS = [
    ("P5D", "timeDuration", "duration"),
    ("=workdays(5)", "timeDuration", "working_days"),
    ("2026-05-01T08:00:00+08:00", "timeDate", "instant"),
]


@pytest.mark.parametrize(("text", "field", "kind"), LIMITS)
@pytest.mark.parametrize("gateway", [True, False])
def test_a_limit_in_the_flow_passes_when_told(start, text, field, kind, gateway):
    drawing = Drawing().start().gateway("eventBased", "either").end().end("told")
    drawing.element("intermediateCatchEvent", "wait", inner=timer(text, field))
    drawing.element("intermediateCatchEvent", "reply", inner=drawing.message("reply"))
    drawing.flow(*(["start", "either", "wait"] if gateway else ["start", "wait"]), "end")
    run = start((drawing.flow("either", "reply", "told") if gateway else drawing).process())
    (limit,) = run.change.started

    assert limit.rule.kind == kind
    change = run.late("wait")
    assert (change.ended, len(change.deaf)) == ("end", int(gateway))


@pytest.mark.parametrize(("text", "field", "kind"), LIMITS)
def test_a_limit_that_does_not_interrupt_passes_once(start, text, field, kind):
    drawing = Drawing().start().user("a").user("urge").end().end("urged")
    drawing.border("late", "a", timer(text, field), interrupting=False)
    run = start(drawing.flow("start", "a", "end").flow("late", "urge", "urged").process())

    assert run.late("late").started == ()
    assert sorted(run.steps()) == ["a", "urge"]
    assert run.loaded.timers() == ()
