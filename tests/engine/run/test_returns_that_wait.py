"""Returns that wait for others: nobody waits for somebody who waits for him; decision 150."""

import pytest

from engine.change import Return
from engine.errors import Conflict
from tests.engine.drawing import Drawing


def back(run, step, *to, **how):
    return run.move("return_to", run.task(step).id, Return(to, **how))


def test_who_waits_to_be_come_back_to_has_come_to_rest_however_many_wait_in_a_row(start):
    drawing = Drawing().start().user("check").user("plan").user("review").user("decide").end()
    drawing.flow("start", "check", "plan", "review", "decide", "end")
    run = start(drawing.process())
    for step in ("check", "plan", "review"):
        run.do(step)
    back(run, "decide", "review", siblings="keep", then="straight")
    back(run, "review", "plan", siblings="keep", then="straight")

    back(run, "plan", "check", siblings="wait", then="straight")

    for step in ("check", "plan", "review", "decide"):
        assert run.steps() == [step]
        run.do(step)
    assert run.ended == "end"


def test_two_do_not_wait_for_each_other_where_one_is_within_a_sub_process(start):
    drawing = Drawing().start().user("check").gateway("parallel", "split").user("roads")
    drawing.sub("site", Drawing().start("in").user("look").end("out").flow("in", "look", "out"))
    drawing.gateway("parallel", "join").end().flow("start", "check", "split", "site", "join")
    drawing.flow("split", "roads", "join", "end")
    run = start(drawing.process())
    run.do("check")
    back(run, "look", "check", siblings="wait")

    with pytest.raises(Conflict) as refusal:
        back(run, "roads", "check", siblings="wait")

    assert refusal.value.code == "return.pending"
    run.do("roads")
    assert run.steps() == ["check"]
