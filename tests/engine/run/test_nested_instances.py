"""Several instances, nested and ended from within and without; how many there are by number."""

import pytest

from engine.errors import Broken
from engine.run import Run
from tests.engine.drawing import TERMINATE, Drawing, loop, timer, times

TWO = {"departments": ["fire", "tax"]}


def body(inside, characteristics):
    drawing = Drawing().start().sub("body", inside, characteristics).user("next").end()
    return drawing.flow("start", "body", "next", "end")


def review(cause="", characteristics=""):
    inside = Drawing().start("in").user("ask", "=department", loop=characteristics)
    return inside.end("out", cause).flow("in", "ask", "out")


def test_each_instance_knows_its_number(start):
    drawn = Drawing().start().user("ask", limit="=loopCounter", loop=loop()).end()
    run = start(drawn.flow("start", "ask", "end").process(), item=TWO)

    assert [task.limit.number for task in run.change.opened] == [1, 2]


@pytest.mark.parametrize(("count", "asked"), [("3", 3), ("=item.count", 2), ("=0", 0)])
def test_instances_may_be_counted_instead_of_listed(start, count, asked):
    drawn = Drawing().start().user("ask", loop=times(count)).user("next").end()
    run = start(drawn.flow("start", "ask", "next", "end").process(), item={"count": 2})

    assert run.steps() == (["ask"] * asked or ["next"])
    for _ in range(asked):
        run.do("ask")
    assert run.steps() == ["next"]


def test_counted_instances_may_come_in_turn(start):
    drawn = Drawing().start().user("ask", loop=times("2", sequential=True)).user("next").end()
    run = start(drawn.flow("start", "ask", "next", "end").process())

    assert [[task.step for task in run.do("ask").opened] for _ in "12"] == [["ask"], ["next"]]


@pytest.mark.parametrize(
    ("count", "code"),
    [
        ("=-1", "no_count"),
        ("=1.5", "no_count"),
        ('="3"', "no_count"),
        ("=true", "no_count"),
        ("=null", "no_count"),
        ("=item.departments", "no_count"),
        ("=201", "too_many"),
        ("=10 ** 30", "too_many"),
    ],
)
def test_a_number_of_instances_is_whole_and_bearable(at, count, code):
    drawn = Drawing().start().user("ask", loop=times(count)).end().flow("start", "ask", "end")
    process = drawn.process()

    with pytest.raises(Broken) as incident:
        Run.start(process, {}, TWO, at)

    assert incident.value.code == f"instances.{code}"


def test_in_turn_ends_when_enough_is_known(start):
    in_turn = loop(output="said", result="=ask.said", until='="no" in said', sequential=True)
    run = start(body(review(), in_turn).process(), item={"departments": ["a", "b", "c"]})

    run.do("ask", said="yes")
    assert [task.step for task in run.do("ask", said="no").opened] == ["next"]
    assert run.data() == {"said": ["yes", "no"]}


@pytest.mark.parametrize("sequential", [False, True])
def test_instances_within_instances_have_scopes_within_scopes(start, sequential):
    inner = loop("=[1, 2]", "round", "said", "=[department, round]", sequential=sequential)
    outer = loop(output="all", result="=said")
    run = start(body(review(characteristics=inner), outer).process(), item=TWO)

    for said in range(4):
        run.do("ask", said=said)

    assert run.steps() == ["next"]
    assert run.data()["all"] == [
        [["fire", 1], ["fire", 2]],
        [["tax", 1], ["tax", 2]],
    ]


def test_a_terminate_event_ends_its_instance_only(start):
    inside = Drawing().start("in").gateway("parallel", "split").user("ask", "=department")
    inside.user("other", "=department").end("out", TERMINATE)
    inside.flow("in", "split", "ask", "out").flow("split", "other", "out")
    run = start(body(inside, loop()).process(), item=TWO)

    change = run.do("ask")

    assert len(change.closed) == 1
    assert run.steps() == ["ask", "other"]
    run.do("other")
    assert run.steps() == ["next"]


def failing():
    """Draw instances in each of which an answer may be an error, caught around all of them."""
    drawing = Drawing()
    inside = Drawing().start("in").user("ask", "=department").gateway("exclusive", "which", "good")
    inside.end("failed", drawing.error("no")).end("out").flow("in", "ask", "which")
    inside.flow("which", "failed", when="=ask.fails").flow("which", "out", id="good")
    drawing.start().sub("body", inside, loop(output="said", result="=ask.fails")).user("next")
    drawing.border("caught", "body", drawing.error("no")).border("late", "body", timer("P1D"))
    drawing.user("rescue").user("urge").end().flow("start", "body", "next", "end")
    return drawing.flow("caught", "rescue", "end").flow("late", "urge", "end")


def test_an_error_in_one_instance_ends_all_of_them(start):
    run = start(failing().process(), item={"departments": ["a", "b", "c"]})
    run.do("ask", fails=False)

    change = run.do("ask", fails=True)

    assert [len(change.closed), len(change.stopped)] == [1, 1]
    assert (run.steps(), run.data()) == (["rescue"], {"caught": {"code": "no"}})


def test_a_border_that_interrupts_ends_all_instances_however_deep(start):
    inner = Drawing().start("x").user("deep", "=department").end("y").flow("x", "deep", "y")
    inner.border("slow", "deep", timer("P1D"), interrupting=False).end("z").flow("slow", "z")
    inside = Drawing().start("in").sub("inner", inner, loop("=[1, 2]", "n")).end("out")
    inside.flow("in", "inner", "out")
    drawing = body(inside, loop()).border("late", "body", timer("P5D")).user("urge")
    run = start(drawing.flow("late", "urge", "end").process(), item=TWO)

    change = run.late("late")

    assert [len(change.closed), len(change.stopped)] == [4, 4]
    assert run.loaded.tokens() == ("urge",)


def test_two_tokens_at_the_same_activity_have_instances_of_their_own(start):
    drawing = Drawing().start().gateway("parallel", "split").user("ask", loop=loop()).user("next")
    drawing.end().flow("start", "split").flow("split", "ask", id="one")
    drawing.flow("split", "ask", id="two").flow("ask", "next", "end")
    run = start(drawing.process(), item=TWO)

    assert [len(run.do("ask").opened) for _ in range(4)] == [0, 1, 0, 1]
