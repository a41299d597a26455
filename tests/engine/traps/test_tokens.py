"""Traps of SpiffWorkflow: where tokens are, and how many."""

import pytest

from engine.errors import Broken
from engine.moving import obstacles
from engine.process import Process
from engine.run import Run
from tests.engine.drawing import Drawing, timer
from tests.engine.traps.drawn import THREE, departments, row
from tests.engine.travelling import ID


def test_trap_01_an_overdue_review_leaves_neither_tasks_nor_limits_of_its_instances(start):
    run = start(departments().process(), item=THREE)

    change = run.late("overdue")

    assert (len(change.closed), len(change.stopped), change.ended) == (3, 3, "over")
    assert (run.loaded.timers(), run.loaded.tokens()) == ((), ())


def test_trap_02_a_way_back_into_a_finished_sub_process_makes_one_token(start):
    inside = Drawing().start("in").user("a").user("b").end("out").flow("in", "a", "b", "out")
    drawing = Drawing().start().gateway("exclusive", "back").sub("body", inside).user("check")
    drawing.gateway("exclusive", "fit", "on").end().flow("start", "back", "body", "check", "fit")
    drawing.flow("fit", "back", when="=check.again").flow("fit", "end", id="on")
    run = start(drawing.process())
    for step in "ab":
        run.do(step)

    run.do("check", again=True)

    assert (run.steps(), run.loaded.tokens()) == (["a"], ("body", "a"))


def test_trap_03_no_run_changes_what_the_next_run_of_the_process_is_made_of(at):
    process = departments(output="said", result="=department").process()
    first = Run.start(process, {}, THREE, at, id=ID)[1]
    run, _ = Run.start(process, {}, THREE, at)
    overdue = next(one for one in run.timers() if one.step == "overdue")
    assert run.pass_timer(overdue.id, at).ended

    assert Run.start(process, {}, THREE, at, id=ID)[1] == first


def test_trap_03_an_event_sub_process_of_one_run_is_nothing_to_another(start):
    drawing, inside = row("ask"), Drawing().user("look").end("seen")
    inside.flow("more_start", "look", "seen")
    process = drawing.by_event("more", drawing.message("more"), inside).process()
    one, other = start(process), start(process)

    one.move("message", "more", {})

    assert (one.steps(), other.steps()) == (["look"], ["ask"])
    assert start(process).change == other.change
    assert (one.do("look").ended, other.do("ask").ended) == ("seen", "end")


def test_trap_03_what_the_last_end_of_a_scope_throws_still_begins_an_event_sub_process(start):
    inside = Drawing().user("look").end("seen").flow("more_start", "look", "seen")
    drawing = Drawing().start()
    drawing.user("ask").end("end", drawing.escalation("up")).flow("start", "ask", "end")
    drawing.by_event("more", drawing.escalation("up"), inside, interrupting=False)
    run = start(drawing.process())

    assert run.do("ask").ended is None
    assert run.steps() == ["look"]
    assert run.do("look").ended


def test_trap_04_a_thousand_rounds_are_no_depth(at):
    drawing = Drawing().start().gateway("exclusive", "back").user("a").user("b").end()
    drawing.gateway("exclusive", "fit", "on").flow("start", "back", "a", "b", "fit")
    drawing.flow("fit", "back", when="=a.more").flow("fit", "end", id="on")
    run, change = Run.start(drawing.process(), {}, {}, at)
    for _ in range(1000):
        for _ in "ab":
            change = run.complete(change.opened[0].id, {"more": True}, at)

    assert ([task.step for task in run.open_tasks()], run.ended) == (["a"], None)


def test_trap_07_two_limits_behind_a_gateway_have_two_moments(start):
    drawing = Drawing().start().gateway("eventBased", "first").end()
    for event, text in (("soon", "PT1S"), ("late", "P10D")):
        drawing.element("intermediateCatchEvent", event, inner=timer(text))
        drawing.flow("first", event, "end")
    run = start(drawing.flow("start", "first").process())

    assert {one.rule.value for one in run.change.started} == {"PT1S", "P10D"}
    assert len({one.id for one in run.change.started}) == 2


def test_trap_08_two_who_agree_are_enough_and_no_opinion_is_lost(start):
    until = '=count(said[item = "agree"]) >= 2'
    drawn = departments(output="said", result="=examine.opinion", until=until)
    run = start(drawn.process(), item=THREE)

    run.do("examine", "fire")
    run.do("examine", "tax", opinion="agree")
    assert run.steps() == ["examine"]
    run.do("examine", "roads", opinion="agree")

    assert run.data() == {"said": [None, "agree", "agree"]}


def test_trap_09_two_runs_of_one_process_have_several_instances_at_once(start):
    process = departments(output="said", result="=department").process()
    one, other = (start(process, item={"departments": each}) for each in (["a"], ["b", "c"]))

    assert (len(one.steps()), len(other.steps())) == (1, 2)
    other.do("examine")
    one.do("examine")
    assert one.data() == {"said": ["a"]}


def test_trap_13_a_case_is_not_moved_away_from_its_open_step(start):
    run = start(row("ask", "next").process())
    newer = Process.read({"process.bpmn": row("asked", "next").xml()})

    assert [one.code for one in obstacles(run.loaded, newer, run.at)] == ["move.step_gone"]
    assert run.do("ask").ended is None


def test_trap_19_no_way_on_is_an_incident_in_the_same_step_and_the_step_can_be_done_again(start):
    drawing = Drawing().start().user("ask").gateway("exclusive", "which").end("a").end("b")
    drawing.flow("start", "ask", "which").flow("which", "a", when='=ask.said = "a"')
    run = start(drawing.flow("which", "b", when='=ask.said = "b"').process())

    for _ in range(2):
        with pytest.raises(Broken, match="No way leads on from “which”"):
            run.move("complete", run.task("ask").id, {"said": "c"})

    assert run.do("ask", said="b").ended == "b"


def test_trap_31_who_is_asked_again_finds_what_was_said_before_and_the_last_word_counts(start):
    drawing = Drawing().start().gateway("exclusive", "back").user("ask").user("check")
    drawing.gateway("exclusive", "fit", "on").end()
    drawing.flow("start", "back", "ask", "check", "fit").flow("fit", "end", id="on")
    run = start(drawing.flow("fit", "back", when="=check.again").process())
    run.do("ask", said="first")
    run.do("check", again=True)

    assert run.loaded.names(run.task("ask").id)["ask"] == {"said": "first"}
    run.do("ask", said="second")
    assert run.data()["ask"] == {"said": "second"}
