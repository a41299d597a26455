"""Moving a run to another version: it goes on where it is, or is told why it cannot."""

import pytest

from engine.errors import Invalid
from engine.moving import move, obstacles
from tests.engine.drawing import Drawing, loop, timer
from tests.engine.shelf import Shelf
from tests.engine.travelling import Travelling


class Moving(Travelling):
    """A travelling run that can be moved, too."""

    def to(self, process):
        """Move to another version; return the change."""
        before = self.state
        moved, self.change = move(self.loaded, process, self.at)
        assert self.loaded.save() == before
        self.process, self.state = process, moved.save()
        self.lively = self.loaded
        return self.change

    def why_not(self, process):
        """Return why the run cannot be moved: codes with their steps."""
        return [(one.code, one.place) for one in obstacles(self.loaded, process, self.at)]


@pytest.fixture
def start(at):
    """Starts a run that can be moved."""

    def started(process, item=None, library=None):
        return Moving(process, {}, item or {}, at, library or Shelf())

    return started


def row(*steps, **given):
    """Draw user tasks in a row."""
    drawing = Drawing().start()
    for step in steps:
        drawing.user(step, **given)
    return drawing.end().flow("start", *steps, "end")


def test_what_is_open_keeps_its_id_and_what_it_was_opened_with(start):
    run = start(row("ask", "next", limit="3").process())
    run.do("ask", said=1)
    before = run.task("next")
    newer = Drawing().start().user("ask").user("check").user("next", "tax/clerk", "form", limit="9")
    newer.user("more").end().flow("start", "ask", "check", "next", "more", "end")

    change = run.to(newer.process())

    task = run.task("next")
    assert (change.opened, change.closed, change.passed) == ((), (), ())
    assert (task.id, task.limit.number, task.department) == (before.id, 3, "window")
    assert (task.form, task.process) == ("form", run.process.digest)
    assert run.data() == {"ask": {"said": 1}}
    run.do("next")
    assert run.do("more").ended == "end"


def test_a_step_that_is_gone_or_something_else_is_told(start):
    run = start(row("ask").process())
    other = Drawing().start().element("serviceTask", "ask", '<zeebe:taskDefinition type="x"/>')

    assert run.why_not(row("asked").process()) == [("move.step_gone", "ask")]
    changed = other.end().flow("start", "ask", "end").process()
    assert run.why_not(changed) == [("move.step_changed", "ask")]
    with pytest.raises(Invalid) as refusal:
        run.to(changed)
    assert refusal.value.code == "move.impossible"


@pytest.mark.parametrize("settings", [{"sign": "examine"}, {"opinion": "co_review"}])
def test_an_open_task_does_not_become_a_signature_or_an_opinion(start, settings):
    run = start(row("ask").process())

    assert run.why_not(row("ask", **settings).process()) == [("move.step_changed", "ask")]


def within(inside, loop=""):
    body = Drawing().start("in").user(inside).end("out").flow("in", inside, "out")
    return Drawing().start().sub("body", body, loop).end().flow("start", "body", "end")


def test_a_step_in_another_sub_process_or_with_instances_is_another_place(start):
    item = {"departments": ["fire", "tax"]}
    run = start(within("ask").process(), item)

    assert run.why_not(row("ask").process()) == [
        ("move.step_gone", "body"),
        ("move.step_gone", "ask"),
    ]
    assert ("move.step_changed", "body") in run.why_not(within("ask", loop()).process())


def test_departments_go_on_each_where_it_is(start):
    item = {"departments": ["fire", "tax"]}
    newer = Drawing().start("in").user("ask").user("sign", "=department").end("out")
    newer.flow("in", "ask", "sign", "out")
    run = start(within("ask", loop()).process(), item)
    run.do("ask")

    run.to(
        Drawing().start().sub("body", newer, loop()).end().flow("start", "body", "end").process()
    )

    assert run.steps() == ["ask"]
    run.do("ask")
    assert run.asks() == [("sign", None)]


def limited(*borders, id="ask"):
    drawing = Drawing().start().user(id)
    for border, text in borders:
        drawing.border(border, id, timer(text), interrupting=False).end(f"{border}_end")
        drawing.flow(border, f"{border}_end")
    return drawing.end().flow("start", id, "end").process()


def test_a_limit_goes_on_a_new_one_begins_and_one_that_is_gone_stops(start):
    run = start(limited(("old", "P1D"), ("stays", "P5D")))
    kept = {timer.step: timer for timer in run.loaded.timers()}

    change = run.to(limited(("stays", "P9D"), ("new", "P2D")))

    assert change.stopped == (kept["old"].id,)
    assert [timer.step for timer in change.started] == ["new"]
    now = {timer.step: timer for timer in run.loaded.timers()}
    assert (now["stays"].id, now["stays"].rule) == (kept["stays"].id, kept["stays"].rule)
    assert run.late("stays").ended is None
    assert run.do("ask").stopped == (now["new"].id,)


def test_a_border_may_come_and_go_altogether(start):
    run = start(limited())

    run.to(limited(("new", "P2D")))
    run.to(limited())
    run.to(limited(("new", "P2D")))

    assert len(run.loaded.timers()) == 1
    assert run.do("ask").ended == "end"


def test_a_limit_that_has_passed_does_not_pass_again(start):
    run = start(limited(("once", "P1D"), ("other", "P2D")))
    run.late("once")

    run.to(limited(("once", "P3D"), ("other", "P2D"), ("more", "P4D")))

    assert [timer.step for timer in run.loaded.timers()] == ["other", "more"]


def watched(*events):
    drawing = Drawing().start().user("ask").end().flow("start", "ask", "end")
    for event in events:
        inside = Drawing().user(f"{event}_ask").end(f"{event}_end")
        inside.flow(f"{event}_start", f"{event}_ask", f"{event}_end")
        drawing.by_event(event, drawing.message(event), inside)
    return drawing.process()


def test_an_event_sub_process_may_come_and_go(start):
    run = start(watched("old"))

    change = run.to(watched("stop"))

    assert len(change.deaf) == 1
    assert [wait.step for wait in change.listening] == ["stop_start"]
    run.move("message", "stop", {})
    assert run.steps() == ["stop_ask"]
    assert run.why_not(watched("old")) == [
        ("move.step_gone", "stop"),
        ("move.step_gone", "stop_ask"),
    ]
    run.to(watched("stop", "more"))
    assert (run.loaded.awaited(), run.do("stop_ask").ended) == ((), "stop_end")


def forked(*branches):
    drawing = Drawing().start().gateway("parallel", "fork").gateway("parallel", "join").end()
    for branch in branches:
        drawing.user(branch).flow("fork", branch, "join")
    return drawing.flow("start", "fork").flow("join", "end").process()


def test_a_join_that_would_wait_for_ever_is_told(start):
    run = start(forked("one", "two"))

    assert run.why_not(forked("one", "two", "three")) == [("move.join_starved", "join")]
    run.do("one")
    assert run.why_not(forked("two", "three")) == [("move.flow_gone", "join")]


def test_what_was_side_by_side_is_not_asked_one_after_the_other(start):
    run = start(forked("one", "two"))

    assert run.why_not(row("one", "two").process()) == [("move.twice", "two")]


def chosen(*before):
    drawing = Drawing().start()
    for step in (*before, "ask"):
        drawing.user(step)
    drawing.gateway("exclusive", "which", "no").end("good").end("bad")
    drawing.flow("start", *before, "ask", "which").flow("which", "good", when="=check.fine")
    return drawing.flow("which", "bad", id="no").process()


def test_a_name_nobody_made_on_the_way_of_the_case_is_told(start):
    run = start(row("ask").process())

    assert run.why_not(chosen("check")) == [("move.name_missing", "which")]


def calling(key="called", binding="deployment"):
    drawing = Drawing().start().user("ask").call("call", key, binding).end()
    return drawing.flow("start", "ask", "call", "end").process()


def test_what_the_new_version_calls_is_bound_when_the_case_is_moved(start):
    called = row("inside")
    called.key = "called"
    run = start(row("ask").process(), library=Shelf(called.process()))

    run.to(calling())
    assert called.process().digest in run.loaded.digests()
    assert run.why_not(calling("unknown")) == [("call.unknown", "")]
    run.do("ask")
    assert run.steps() == ["inside"]


def test_a_case_is_not_moved_to_another_process_or_after_its_end(start):
    run, other = start(row("ask").process()), row("ask")
    other.key = "other"

    assert run.why_not(other.process()) == [("move.other_process", "")]
    run.do("ask")
    assert run.why_not(row("ask", "more").process()) == [("move.ended", "")]
