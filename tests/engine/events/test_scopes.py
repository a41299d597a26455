"""Event sub-processes: events that hang on a whole process or sub-process."""

import pytest

from engine.errors import Broken, Conflict, Invalid
from tests.engine.drawing import TERMINATE, Drawing, condition, loop, timer

ANY_ERROR, ANY_ESCALATION = "<bpmn:errorEventDefinition/>", "<bpmn:escalationEventDefinition/>"


def answering(id="help"):
    inside = Drawing().user(f"{id}_do").end(f"{id}_end")
    return inside.flow(f"{id}_start", f"{id}_do", f"{id}_end")


def hung(cause, interrupting=True, key="drawn"):
    drawing = Drawing(key).start().gateway("parallel", "both").user("a").user("b").end()
    drawing.border("slow", "b", timer("P9D")).end("too_slow").flow("slow", "too_slow")
    drawing.flow("start", "both", "a", "end").flow("both", "b", "end")
    return drawing.by_event("help", cause, answering(), interrupting)


def with_message(interrupting=True):
    drawing = Drawing()
    cause = drawing.message("more")
    drawing = hung(cause, interrupting)
    drawing.message("more")
    return drawing


def test_it_waits_while_the_process_goes_on_and_holds_no_token(start):
    run = start(with_message().process())

    assert [wait.step for wait in run.change.listening] == ["help_start"]
    assert run.loaded.tokens() == ("a", "b")


def test_it_keeps_nothing_open(start):
    run = start(with_message().process())
    (wait,) = run.change.listening

    run.do("a")
    change = run.do("b")

    assert (change.ended, change.deaf) == ("end", (wait.id,))
    assert run.loaded.tokens() == ()
    with pytest.raises(Conflict):
        run.loaded.message("more", {}, run.at)


def test_interrupting_it_withdraws_everything_else_and_tells_how_the_run_ends(start):
    run = start(with_message().process())
    tasks, (limit,) = {task.id for task in run.change.opened}, run.change.started

    change = run.move("message", "more", {"text": "?"})

    assert (set(change.closed), change.stopped, len(change.deaf)) == (tasks, (limit.id,), 1)
    assert run.loaded.tokens() == ("help", "help_do")
    assert run.data()["help_start"] == {"text": "?"}
    assert run.do("help_do").ended == "help_end"


def test_not_interrupting_it_goes_on_beside_as_often_as_it_happens(start):
    run = start(with_message(interrupting=False).process())
    waits = run.loaded.awaited()

    first = run.move("message", "more", {"n": 1}).opened[0]
    second = run.move("message", "more", {"n": 2}).opened[0]

    assert run.loaded.awaited() == waits
    seen = [run.loaded.names(task.id)["help_start"] for task in (first, second)]
    assert seen == [{"n": 1}, {"n": 2}]
    assert first.scope != second.scope
    assert "help_start" not in run.data()


def test_the_process_ends_when_the_last_of_them_is_done(start):
    run = start(with_message(interrupting=False).process())
    run.move("message", "more", {})
    run.move("message", "more", {})

    for step in ("a", "b", "help_do"):
        assert run.do(step).ended is None
    change = run.do("help_do")

    assert change.ended == "end"
    assert [one.step for one in change.passed] == ["help_do", "help_end", "help"]


def test_it_still_happens_while_only_another_of_them_goes_on(start):
    run = start(with_message(interrupting=False).process())
    run.move("message", "more", {})
    run.do("a")
    run.do("b")

    run.move("message", "more", {})

    assert run.steps() == ["help_do", "help_do"]


def inner(cause, interrupting=True, many=""):
    drawing = Drawing().start("go").sub("body", hung(cause, interrupting), many).user("next")
    return drawing.end("over").flow("go", "body", "next", "over")


def test_in_a_sub_process_it_ends_only_that(start):
    run = start(inner(timer("P1D")).process())

    run.late("help_start")

    assert run.loaded.tokens() == ("body", "help", "help_do")
    assert run.do("help_do").ended is None
    assert run.steps() == ["next"]
    assert run.do("next").ended == "over"


def test_each_instance_has_its_own(start):
    run = start(inner(timer("P1D"), many=loop()).process(), item={"departments": ["x", "y"]})
    assert [one.step for one in run.change.started].count("help_start") == 2

    run.late("help_start")

    assert sorted(run.steps()) == ["a", "b", "help_do"]
    run.do("help_do")
    run.do("a")
    run.do("b")
    assert run.steps() == ["next"]


def test_a_cycle_that_does_not_interrupt_turns_until_it_is_spent(start):
    run = start(inner(timer("R2/P1D", "timeCycle"), interrupting=False).process())
    first = run.loaded.timers()[0].id

    change = run.late("help_start")
    assert [one.rule.value for one in change.started] == ["R2/2/P1D"]
    assert change.started[0].id != first
    assert run.late("help_start").started == ()
    assert sorted(run.steps()) == ["a", "b", "help_do", "help_do"]


def test_a_signal_thrown_within_starts_it(start):
    cause = Drawing().signal("stop")
    drawing = Drawing().start().user("a").end("told", cause).flow("start", "a", "told")
    drawing.signal("stop")
    run = start(drawing.by_event("help", cause, answering()).process())

    change = run.do("a")

    assert [one.step for one in change.passed] == ["a", "told", "help_start"]
    assert run.do("help_do").ended == "help_end"


def test_a_condition_starts_it_each_time_it_comes_true(start):
    cause = condition("=a != null and a.full = true")
    drawing = Drawing().start().gateway("exclusive", "again").user("a").end()
    drawing.gateway("exclusive", "more", "out").flow("start", "again", "a", "more")
    drawing.flow("more", "again", when="=a.more").flow("more", "end", id="out")
    run = start(drawing.by_event("help", cause, answering(), interrupting=False).process())

    for full in (True, True, False, True):
        run.do("a", full=full, more=True)

    assert run.steps().count("help_do") == 2


def failing(kind, many=""):
    inside = Drawing()
    cause = getattr(inside, kind)("late")
    inside.start("in").user("a").end("raise", cause).flow("in", "a", "raise")
    return inside


def test_an_error_is_caught_inside_before_the_border_outside(start):
    inside = failing("error").by_event("help", ANY_ERROR, answering())
    drawing = Drawing().start().sub("body", inside).end().end("outside")
    drawing.border("caught", "body", ANY_ERROR).flow("start", "body", "end")
    run = start(drawing.flow("caught", "outside").process())

    run.do("a")

    assert run.loaded.tokens() == ("body", "help", "help_do")
    assert run.data()["help_start"] == {"code": "late"}
    assert run.do("help_do").ended == "end"


def test_an_error_of_the_process_itself_is_caught_by_it(start):
    run = start(failing("error").by_event("help", ANY_ERROR, answering()).process())

    run.do("a")

    assert run.loaded.tokens() == ("help", "help_do")
    assert run.do("help_do").ended == "help_end"


def test_an_error_thrown_by_what_handles_it_is_not_caught_by_itself(start):
    inside = Drawing().user("help_do").end("worse", Drawing().error("late"))
    inside.flow("help_start", "help_do", "worse")
    run = start(failing("error").by_event("help", ANY_ERROR, inside).process())
    run.do("a")

    with pytest.raises(Broken) as incident:
        run.loaded.complete(run.task("help_do").id, {}, run.at)
    assert incident.value.code == "error.uncaught"


@pytest.mark.parametrize("interrupting", [True, False])
def test_an_escalation_starts_it(start, interrupting):
    inside = Drawing().start("in").user("a").user("b")
    inside.element("intermediateThrowEvent", "raise", inner=inside.escalation("late")).end("in_end")
    inside.flow("in", "a", "raise", "b", "in_end")
    drawing = Drawing().start().sub("body", inside).end().flow("start", "body", "end")
    run = start(drawing.by_event("help", ANY_ESCALATION, answering(), interrupting).process())

    run.do("a")

    assert run.steps() == (["help_do"] if interrupting else ["b", "help_do"])


def test_what_is_interrupted_can_be_interrupted_only_once(start):
    drawing = with_message()
    drawing.by_event("other", timer("P1D"), answering("other"))
    run = start(drawing.process())

    change = run.move("message", "more", {})

    assert len(change.stopped) == 2
    assert run.loaded.timers() == ()


def test_an_end_that_terminates_ends_what_goes_on_beside_too(start):
    drawing = Drawing().start().user("a").end("stop", TERMINATE).flow("start", "a", "stop")
    drawing.by_event("help", drawing.message("more"), answering(), interrupting=False)
    run = start(drawing.process())
    asked = run.move("message", "more", {}).opened[0]

    change = run.do("a")

    assert (change.ended, change.closed, len(change.deaf)) == ("stop", (asked.id,), 1)


def test_the_border_around_withdraws_it_and_what_it_waits_for(start):
    inside = hung(timer("P1D"), interrupting=False)
    drawing = Drawing().start("go").sub("body", inside).end("over").end("gone")
    drawing.border("leave", "body", drawing.message("leave")).flow("go", "body", "over")
    run = start(drawing.flow("leave", "gone").process())
    asked = run.late("help_start").opened[0]

    change = run.move("message", "leave", {})

    assert change.ended == "gone"
    assert asked.id in change.closed
    assert run.loaded.timers() == ()


def test_one_within_another_is_open_only_while_that_goes_on(start):
    nested = answering("help").by_event("deep", timer("P1D"), answering("deep"))
    drawing = Drawing().start().user("a").end().flow("start", "a", "end")
    run = start(drawing.by_event("help", drawing.message("more"), nested).process())
    assert run.loaded.timers() == ()

    run.move("message", "more", {})
    run.late("deep_start")

    assert run.loaded.tokens() == ("help", "deep", "deep_do")
    assert run.do("deep_do").ended == "deep_end"


@pytest.mark.parametrize("cause", ["", TERMINATE, timer("P1D") + timer("P2D")])
def test_it_needs_one_event_that_can_start_it(cause):
    drawing = Drawing().start().user("a").end().flow("start", "a", "end")

    with pytest.raises(Invalid, match="“help_start” has a cause that is not supported here"):
        drawing.by_event("help", cause, answering()).process()


def test_no_flow_belongs_to_it():
    drawing = Drawing().start().user("a").end().flow("start", "a", "end")
    drawing.by_event("help", timer("P1D"), answering()).flow("help", "a")

    with pytest.raises(Invalid, match="no flow, loop or border belongs to it"):
        drawing.process()
