"""Whatever happens in whatever order: a run is the same saved or not, and never gets stuck."""

from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as some

from engine.rules.deadlines import OFFICE_ZONE
from tests.engine.drawing import Drawing, loop, timer
from tests.engine.travelling import Travelling

AT = datetime(2026, 3, 2, 9, tzinfo=OFFICE_ZONE)
ITEM = {"departments": ["fire", "roads", "tax"], "lead": "roads"}


def everything():
    """Draw a process with about all that runs."""
    opinion = Drawing().start("in").user("examine", '=department + "/examiner"')
    opinion.border("remind", "examine", timer("R2/P1D", "timeCycle"), interrupting=False)
    opinion.user("urge").end("urged").user("approve", '=department + "/approver"', limit="2")
    opinion.end("in_end").flow("in", "examine", "approve", "in_end").flow("remind", "urge", "urged")
    reviews = loop(output="opinions", result="=department", until="=count(opinions) >= 2")
    votes = loop(output="votes", result="=vote.opinion", sequential=True)
    body = Drawing().start("begin").gateway("exclusive", "again").user("check")
    body.border("check_late", "check", timer("=workdays(5)")).gateway("inclusive", "which")
    body.sub("review", opinion, reviews).user("expert").user("visit").gateway("inclusive", "met")
    body.border("overdue", "review", timer("=workdays(10)"))
    body.user("vote", '=department + "/examiner"', loop=votes, limit="3", silence="agree")
    body.gateway("exclusive", "more", "done").end("body_end")
    body.flow("begin", "again", "check", "which").flow("check_late", "again")
    body.flow("which", "review", when="=true").flow("which", "expert", when="=check.n > 1")
    body.flow("which", "visit", when="=check.n > 2").flow("review", "met").flow("overdue", "met")
    body.flow("expert", "met").flow("visit", "met", "vote", "more")
    body.flow("more", "again", when="=check.n = 3").flow("more", "body_end", id="done")
    drawing = Drawing("everything")
    drawing.start().sub("body", body).border("withdrawal", "body", drawing.message("withdrawn"))
    drawing.end("withdrawn").gateway("parallel", "split").user("issue").user("file")
    drawing.gateway("parallel", "join").end("granted")
    drawing.flow("start", "body", "split", "issue", "join", "granted").flow(
        "withdrawal", "withdrawn"
    )
    return drawing.flow("split", "file", "join")


def walk(run, choices):
    for choice, n in choices:
        loaded = run.loaded
        if loaded.ended:
            return
        moves = [("complete", task.id, {"n": n}) for task in loaded.open_tasks()]
        moves += [("pass_timer", one.id) for one in loaded.timers()]
        moves += [("message", wait.name, {}) for wait in loaded.awaited() if choice % 23 == 0]
        run.move(*moves[choice % len(moves)])


@settings(max_examples=60, deadline=None)
@given(some.lists(some.tuples(some.integers(0, 999), some.integers(0, 3)), max_size=40))
def test_any_walk_is_the_same_saved_or_not_and_never_stuck(choices):
    run = Travelling(everything().process(), {}, ITEM, AT)

    walk(run, choices)

    opened = [task.id for change in run.changes for task in change.opened]
    started = [one.id for change in run.changes for one in change.started]
    ids = opened + [one for one in started if not one.endswith(":silence")]
    assert len(ids) == len(set(ids))
    assert {task.id for task in run.loaded.open_tasks()} <= set(opened)
    assert {one.id for one in run.loaded.timers()} <= set(started)


def test_a_step_with_a_border_may_be_done_again(start):
    run = start(everything().process(), item=ITEM)

    for _ in range(3):
        run.late("check_late")
    run.do("check", n=0)

    assert run.steps() == ["examine"] * 3
