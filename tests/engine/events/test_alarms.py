"""Errors and escalations: thrown within, caught by the nearest border that wants them."""

import pytest

from engine.errors import Broken, Invalid
from tests.engine.drawing import Drawing, loop, timer
from tests.engine.shelf import Shelf

SEVERAL = {"departments": ["fire", "roads"]}
ANY_ERROR, ANY_ESCALATION = "<bpmn:errorEventDefinition/>", "<bpmn:escalationEventDefinition/>"


def failing(cause):
    inside = Drawing().start("in").gateway("parallel", "both").user("try_it").user("other")
    inside.border("slow", "other", timer("P1D")).end("failed", getattr(inside, cause)("no_match"))
    inside.end("in_end").flow("in", "both", "try_it", "failed").flow("both", "other", "in_end")
    return inside.flow("slow", "in_end")


def around(inside, cause, interrupting=True, many=""):
    drawing = Drawing().start().sub("body", inside, many).user("mend").end("mended").end()
    drawing.border("caught", "body", cause, interrupting)
    return drawing.flow("start", "body", "end").flow("caught", "mend", "mended")


def test_an_error_tells_its_code_and_withdraws_all_that_goes_on_around(start):
    run = start(around(failing("error"), ANY_ERROR).process())
    other, (limit,) = run.task("other").id, run.change.started

    change = run.do("try_it")

    assert (change.closed, change.stopped) == ((other,), (limit.id,))
    assert run.loaded.tokens() == ("mend",)
    assert run.data()["caught"] == {"code": "no_match"}


def test_an_error_in_one_instance_ends_all_of_them(start):
    run = start(around(failing("error"), ANY_ERROR, many=loop()).process(), item=SEVERAL)

    change = run.do("try_it")

    assert len(change.closed) == 3
    assert run.loaded.tokens() == ("mend",)


def test_the_event_for_the_code_goes_before_the_one_for_every_code(start):
    drawing = around(failing("error"), ANY_ERROR).end("known")
    drawing.border("exact", "body", drawing.error("no_match")).flow("exact", "known")
    run = start(drawing.process())

    assert run.do("try_it").ended == "known"


def test_an_error_passes_the_borders_that_want_another(start):
    middle = Drawing().start("mid").sub("inner", failing("error")).end("mid_end").end("wrong")
    middle.border("elsewhere", "inner", middle.error("other")).flow("mid", "inner", "mid_end")
    run = start(around(middle.flow("elsewhere", "wrong"), ANY_ERROR).process())

    run.do("try_it")

    assert run.loaded.tokens() == ("mend",)


def test_an_error_of_a_called_process_is_caught_around_the_call(start):
    inside = failing("error")
    inside.key = "called"
    drawing = Drawing("main").start().call("body", "called").end().end("over")
    drawing.border("caught", "body", drawing.error("no_match"))
    drawing.flow("start", "body", "end").flow("caught", "over")
    run = start(drawing.process(), library=Shelf(inside.process()))

    assert run.do("try_it").ended == "over"


def test_a_job_that_fails_is_caught_on_its_border(start):
    machine = '<zeebe:taskDefinition type="ask_register"/>'
    drawing = Drawing().start().element("serviceTask", "ask", machine).end().end("over")
    drawing.border("caught", "ask", drawing.error("closed")).flow("start", "ask", "end")
    run = start(drawing.flow("caught", "over").process())
    (job,) = run.change.jobs

    with pytest.raises(Broken, match="Nobody catches the error “gone” of “ask”"):
        run.loaded.fail_job(job.id, "gone", run.at)
    change = run.move("fail_job", job.id, "closed")

    assert (change.ended, change.undone) == ("over", ())
    assert run.data()["caught"] == {"code": "closed"}


def test_an_error_that_should_not_interrupt_is_refused():
    with pytest.raises(Invalid, match="“caught” interrupts"):
        around(failing("error"), ANY_ERROR, interrupting=False).process()


def escalating(code="late"):
    inside = Drawing().start("in").user("a")
    inside.element("intermediateThrowEvent", "raise", inner=inside.escalation(code))
    return inside.user("b").end("in_end").flow("in", "a", "raise", "b", "in_end")


@pytest.mark.parametrize("cause", [ANY_ESCALATION, "late"])
def test_an_escalation_may_ask_besides_as_often_as_it_comes(start, cause):
    inside = escalating()
    cause = inside.escalation(cause) if cause == "late" else cause
    run = start(around(inside, cause, interrupting=False, many=loop()).process(), item=SEVERAL)

    run.do("a")
    run.do("a")

    assert sorted(run.steps()) == ["b", "b", "mend", "mend"]
    run.do("b")
    run.do("b")
    assert run.steps() == ["mend", "mend"]
    assert run.data()["caught"] == {"code": "late"}


@pytest.mark.parametrize("many", ["", loop()])
def test_an_escalation_that_interrupts_ends_what_it_comes_from(start, many):
    run = start(around(escalating(), ANY_ESCALATION, many=many).process(), item=SEVERAL)

    change = run.do("a")

    assert run.loaded.tokens() == ("mend",)
    assert [one.step for one in change.passed] == ["a", "raise", "caught"]


def test_an_escalation_nobody_wants_changes_nothing(start):
    inside = escalating()
    run = start(around(inside, inside.escalation("other")).process())

    run.do("a")

    assert run.steps() == ["b"]
    assert run.do("b").ended == "end"


def test_only_the_nearest_border_catches_an_escalation(start):
    middle = around(escalating(), ANY_ESCALATION, interrupting=False)
    outer = Drawing().start("go").sub("whole", middle).end("all").end("far_end")
    outer.border("far", "whole", ANY_ESCALATION).flow("go", "whole", "all").flow("far", "far_end")
    run = start(outer.process())

    run.do("a")

    assert sorted(run.steps()) == ["b", "mend"]


def test_an_escalation_at_an_end_lets_the_rest_go_on(start):
    run = start(around(failing("escalation"), ANY_ESCALATION, interrupting=False).process())

    run.do("try_it")

    assert sorted(run.steps()) == ["mend", "other"]
    run.do("mend")
    assert run.do("other").ended == "end"


def test_an_escalation_as_the_last_thing_within_still_ends_it_early(start):
    inside = Drawing()
    inside.start("in").user("a").end("raise", inside.escalation("late")).flow("in", "a", "raise")
    run = start(around(inside, ANY_ESCALATION).process())

    run.do("a")

    assert run.loaded.tokens() == ("mend",)


@pytest.mark.parametrize("kind", ["error", "escalation"])
def test_what_is_thrown_needs_a_code(kind):
    drawing = Drawing().start().end("end", f"<bpmn:{kind}EventDefinition/>")

    with pytest.raises(Invalid, match="needs an error or escalation that has a code"):
        drawing.flow("start", "end").process()


def test_an_escalation_of_a_called_process_reaches_the_border_of_the_call(start):
    inside = escalating()
    inside.key = "called"
    drawing = Drawing("main").start().call("body", "called").user("mend").end("mended").end()
    drawing.border("caught", "body", drawing.escalation("late"), interrupting=False)
    drawing.flow("start", "body", "end").flow("caught", "mend", "mended")
    run = start(drawing.process(), library=Shelf(inside.process()))

    run.do("a")

    assert sorted(run.steps()) == ["b", "mend"]
    assert run.data()["caught"] == {"code": "late"}
