"""Which tasks a timer is armed beside: of what it sits on or lies in, at any depth of calls."""

from datetime import UTC, datetime

import pytest

from tests.engine.drawing import Drawing, loop, timer
from tests.engine.shelf import Shelf
from tests.engine.travelling import Travelling

AT, CAUSE = datetime(2026, 3, 2, 1, tzinfo=UTC), timer("P5D")
DEPARTMENTS = '=["fire", "commerce"]'


def nested():
    """A task in a sub-process in a sub-process, a task beside them, and events around all."""
    deep = Drawing().start("s2").user("deep").end("e2").flow("s2", "deep", "e2")
    hurry = Drawing().user("hurry").end("e4").flow("inner_start", "hurry", "e4")
    deep.by_event("inner", CAUSE, hurry, interrupting=False)
    middle = Drawing().start("s1").sub("low", deep).end("e1").flow("s1", "low", "e1")
    whole = Drawing().start().gateway("parallel", "split").sub("high", middle)
    whole.border("late", "high", CAUSE).user("beside").border("own", "beside", CAUSE)
    whole.end().flow("start", "split", "high", "end").flow("split", "beside", "end")
    whole.flow("late", "end").flow("own", "end")
    again = timer("R3/P5D", "timeCycle")
    after = Drawing().user("told").end("e3").flow("outer_start", "told", "e3")
    return whole.by_event("outer", again, after, interrupting=False)


def called():
    """The top calls the middle, which calls the lowest; each has a timer of the same name."""
    low = Drawing("low").start().user("work").border("late", "work", CAUSE).end()
    middle = Drawing("middle").start().call("inner", "low").border("late", "inner", CAUSE).end()
    top = Drawing("top").start().gateway("parallel", "split").call("outer", "middle")
    top.border("late", "outer", CAUSE).user("beside").end()
    top.flow("start", "split", "outer", "end").flow("split", "beside", "end")
    for drawn, step in ((low, "work"), (middle, "inner")):
        drawn.flow("start", step, "end")
    return [drawn.flow("late", "end").process() for drawn in (top, middle, low)]


def watched(run):
    """The steps each timer is armed beside, by where it is drawn."""
    run, asked = run.loaded, {task.id: task.step for task in run.loaded.open_tasks()}
    return {
        "/".join((*one.path, one.step)): {asked[id_] for id_ in run.beside(one.id)}
        for one in run.timers()
    }


@pytest.fixture
def drawn():
    """The nested process, after both events that interrupt nothing have happened."""
    run = Travelling(nested().process(), {}, {}, AT)
    run.late("inner_start")
    run.late("outer_start")
    return run


def test_an_event_watches_what_it_sits_on_or_lies_in(drawn):
    assert watched(drawn) == {
        "own": {"beside"},
        "late": {"deep", "hurry"},
        "outer_start": {"deep", "hurry", "beside"},
    }


def test_an_event_in_a_sub_process_watches_nothing_around_it():
    run = Travelling(nested().process(), {}, {}, AT)

    assert watched(run)["inner_start"] == {"deep"}


def test_a_timer_watches_who_works_two_calls_below_it():
    top, middle, low = called()
    run = Travelling(top, {}, {}, AT, Shelf(top, middle, low))

    assert watched(run) == {
        "late": {"work"},
        "outer/late": {"work"},
        "outer/inner/late": {"work"},
    }


def test_of_several_instances_each_timer_watches_its_own():
    each = Drawing().start("s1").user("work").border("late", "work", CAUSE).end("e1")
    each.flow("s1", "work", "e1").flow("late", "e1")
    drawn = Drawing().start().sub("part", each, loop(DEPARTMENTS)).end()
    run = Travelling(drawn.flow("start", "part", "end").process(), {}, {}, AT).loaded

    assert [len(run.beside(one.id)) for one in run.timers()] == [1, 1]
    assert len({id_ for one in run.timers() for id_ in run.beside(one.id)}) == 2


def test_what_is_no_timer_of_the_run_watches_nobody(drawn):
    assert drawn.loaded.beside("unknown") == frozenset()
