"""What a move may do and a run may hold: more is an incident, and the saved state untouched."""

import pytest

from engine.errors import Broken
from engine.spiff import budget
from engine.spiff.codec import Placed
from tests.engine.drawing import Drawing, loop


def incident_of(run, *given, **answers):
    """Do a step that must fail; return the code. The run stays as it was saved."""
    before = run.state
    with pytest.raises(Broken) as incident:
        run.do(*given, **answers)
    assert run.loaded.save() == before
    return incident.value.code


def asked_first(collection, inside=None, first="first"):
    """Draw a task, then one step for every element of a list."""
    drawing = Drawing().start().user(first)
    if inside is None:
        drawing.user("each", loop=loop(collection))
    else:
        drawing.sub("each", inside, loop(collection))
    return drawing.end().flow("start", first, "each", "end")


def endless():
    drawing = Drawing().start().user("first").gateway("exclusive", "again")
    drawing.gateway("exclusive", "more", "out").end().flow("start", "first", "again", "more")
    return drawing.flow("more", "again", when="=first.ever").flow("more", "end", id="out").process()


def test_a_move_that_never_ends_is_an_incident(start):
    run = start(endless())

    assert incident_of(run, "first", ever=True) == "run.endless"
    assert start(endless()).do("first", ever=False).ended == "end"


def test_the_expressions_of_a_move_have_one_budget_together(start):
    toil = "=every x in 1..9000 satisfies x > 0"
    drawing = Drawing().start().user("first").gateway("exclusive", "again")
    drawing.gateway("exclusive", "more", "out").end().flow("start", "first", "again", "more")
    drawing.flow("more", "again", when=toil).flow("more", "end", id="out")

    assert incident_of(start(drawing.process()), "first") == "run.too_much_work"


def test_a_list_has_an_end(start):
    run = start(asked_first("=first.people").process())

    assert incident_of(run, "first", people=list(range(201))) == "instances.too_many"
    run.do("first", people=list(range(200)))
    assert len(run.steps()) == 200


def crowd(start, rooms):
    inside = (
        Drawing().start("in").user("sit", loop=loop("=for n in 1..200 return n", "seat")).end("out")
    )
    process = asked_first("=first.rooms", inside.flow("in", "sit", "out")).process()
    run = start(process)
    return run, list(range(rooms))


def test_a_run_may_be_in_many_places_and_not_in_more(start):
    run, rooms = crowd(start, 25)

    assert incident_of(run, "first", rooms=rooms) == "run.too_many_tokens"


def test_a_case_works_in_nearly_five_thousand_places_at_once(start):
    run, rooms = crowd(start, 24)
    run.do("first", rooms=rooms)
    tasks = run.loaded.open_tasks()
    assert len(tasks) == 4_800

    run.move("complete", tasks[0].id, {"done": True})
    run.move("complete", tasks[-1].id, {"done": True})

    assert len(run.loaded.open_tasks()) == 4_798


def looped(rounds_of=("ask",)):
    drawing = Drawing().start().gateway("exclusive", "again")
    for step in rounds_of:
        drawing.user(step)
    drawing.gateway("exclusive", "more", "out").end().flow("start", "again", *rounds_of, "more")
    more = f"={rounds_of[-1]}.more"
    return drawing.flow("more", "again", when=more).flow("more", "end", id="out").process()


def test_five_thousand_steps_cost_what_the_fourth_costs(start, monkeypatch):
    run, made, costs, sizes = start(looped()), [], set(), []
    monkeypatch.setattr(
        "engine.spiff.codec.Placed", lambda *a, **k: made.append(1) or Placed(*a, **k)
    )
    lively = run.lively

    for number in range(1, 5_001):
        lively.complete(lively.open_tasks()[0].id, {"more": True}, run.at)
        if number in (4, 400, 5_000):
            run.state, before = lively.save(), len(made)
            assert run.steps() == ["ask"]
            costs.add(len(made) - before)
            sizes.append(len(run.state))

    assert len(costs) == 1
    assert max(sizes) - min(sizes) <= 20
    assert lively.complete(lively.open_tasks()[0].id, {"more": False}, run.at).ended == "end"


def test_a_loop_has_no_depth(start):
    drawing = Drawing().start().user("first").gateway("parallel", "both").user("one").user("two")
    drawing.gateway("parallel", "met").gateway("exclusive", "more", "out").end()
    drawing.gateway("exclusive", "again").flow("start", "first", "again", "both", "one", "met")
    drawing.flow("both", "two", "met", "more").flow("more", "again", when="=two.more")
    run = start(drawing.flow("more", "end", id="out").process())
    run.do("first")

    for _ in range(3_000):
        for task in run.lively.open_tasks():
            run.lively.complete(task.id, {"more": True}, run.at)

    run.state = run.lively.save()
    assert run.steps() == ["one", "two"]


def test_thirty_sub_processes_lie_within_each_other(start):
    body = Drawing().start("s0").user("deep").end("e0").flow("s0", "deep", "e0")
    for depth in range(1, 31):
        outer = Drawing().start(f"s{depth}").sub(f"sub{depth}", body).end(f"e{depth}")
        body = outer.flow(f"s{depth}", f"sub{depth}", f"e{depth}")
    run = start(body.process())

    assert run.steps() == ["deep"]
    assert run.do("deep").ended == "e30"


def test_the_bounds_are_those_promised():
    assert (budget.STEPS, budget.TOKENS) == (2_000, 5_000)
