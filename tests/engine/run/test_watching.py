"""Which steps an event is armed beside: those of what it sits on or lies in, at any depth."""

import pytest

from tests.engine.drawing import Drawing, timer

CAUSE = timer("P5D")


@pytest.fixture
def drawn():
    """A task in a sub-process in a sub-process, a task beside them, and events around all."""
    deep = Drawing().start("s2").user("deep").end("e2").flow("s2", "deep", "e2")
    deep.by_event("inner", CAUSE, Drawing().user("hurry").end("e4").flow("inner_start", "hurry"))
    middle = Drawing().start("s1").sub("low", deep).end("e1").flow("s1", "low", "e1")
    whole = Drawing().start().sub("high", middle).border("late", "high", CAUSE)
    whole.user("beside").border("own", "beside", CAUSE).end()
    whole.flow("start", "high", "beside", "end").flow("late", "end").flow("own", "end")
    after = Drawing().user("told").end("e3").flow("outer_start", "told", "e3")
    return whole.by_event("outer", CAUSE, after).process().definition


@pytest.mark.parametrize(
    ("event", "beside"),
    [
        ("own", {"beside"}),
        ("late", {"low", "deep", "high", "hurry"}),
        ("inner_start", {"deep"}),
        ("outer_start", {"deep", "hurry", "high", "low", "beside"}),
        ("start", set()),
        ("unknown", set()),
    ],
)
def test_an_event_watches_what_it_sits_on_or_lies_in(drawn, event, beside):
    steps = ("deep", "hurry", "low", "high", "beside", "told")

    assert {step for step in steps if drawn.watches(event, step)} == beside
