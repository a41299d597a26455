"""Who is asked may change while a step goes on for several: nobody is lost, nobody asked twice."""

import pytest

from engine.errors import Broken, Conflict
from engine.run import Run
from tests.engine.drawing import Drawing, loop, timer, times

THREE = ["fire", "roads", "health"]
RESULT = "={department: department, opinion: opine.opinion}"
ALL = "=decided(all agree(opinions, allAsked))"


def asking(until=None, sequential=False):
    """Draws departments that are asked for opinions; then somebody decides."""
    asked = loop(output="opinions", result=RESULT, until=until, sequential=sequential)
    drawing = Drawing().start().user("opine", '=department + "/approver"', loop=asked, limit="5")
    return drawing.user("decide").end().flow("start", "opine", "decide", "end")


@pytest.fixture
def under_review(start):
    return start(asking().process(), item={"departments": THREE})


def said(run):
    return [one["department"] for one in run.data()["opinions"]]


def test_removing_one_of_three_midway_joins_with_two(under_review):
    run = under_review
    run.do("opine", "fire", opinion="agree")
    roads = run.task("opine", "roads").id

    change = run.move("drop_instance", "opine", "roads")
    run.do("opine", "health", opinion="agree")

    assert change.closed == (roads,)
    assert run.steps() == ["decide"]
    assert said(run) == ["fire", "health"]


def test_removing_the_last_one_that_is_waited_for_goes_on(under_review):
    run = under_review
    run.do("opine", "fire", opinion="agree")
    run.do("opine", "health", opinion="disagree")

    run.move("drop_instance", "opine", "roads")

    assert run.steps() == ["decide"]
    assert said(run) == ["fire", "health"]


def test_one_who_is_added_is_waited_for(under_review):
    run = under_review
    change = run.move("add_instance", "opine", "culture")

    for department in THREE:
        run.do("opine", department, opinion="agree")
    waits = run.asks()
    run.do("opine", "culture", opinion="agree")

    assert [task.department for task in change.opened] == ["culture"]
    assert waits == [("opine", "culture")]
    assert said(run) == [*THREE, "culture"]


def test_one_who_was_dropped_may_be_asked_again(under_review):
    run = under_review
    run.move("drop_instance", "opine", "roads")
    change = run.move("add_instance", "opine", "roads")

    assert [task.department for task in change.opened] == ["roads"]


@pytest.mark.parametrize(
    ("deed", "element"),
    [
        ("add_instance", "roads"),
        ("add_instance", "fire"),
        ("drop_instance", "fire"),
        ("drop_instance", "tax"),
    ],
)
def test_who_has_answered_stays_and_nobody_is_asked_twice(under_review, at, deed, element):
    under_review.do("opine", "fire", opinion="agree")

    with pytest.raises(Conflict):
        getattr(under_review.loaded, deed)("opine", element, at)


def test_nobody_is_added_where_nobody_is_asked_any_more(under_review, at):
    for department in THREE:
        under_review.do("opine", department, opinion="agree")

    with pytest.raises(Conflict, match="Nobody is asked"):
        under_review.loaded.add_instance("opine", "tax", at)


def test_a_crowd_is_not_enlarged(start, at):
    run = start(asking().process(), item={"departments": [f"d{n}" for n in range(200)]})

    with pytest.raises(Broken, match="201 times"):
        run.loaded.add_instance("opine", "tax", at)


def test_steps_that_only_count_have_no_members(start, at):
    drawing = Drawing().start().user("sign", loop=times("=3")).end().flow("start", "sign", "end")
    run = start(drawing.process())

    assert run.loaded.several() == ()
    with pytest.raises(Conflict):
        run.loaded.add_instance("sign", 4, at)


def test_in_turn_the_next_one_is_asked_when_the_one_asked_now_is_dropped(start):
    run = start(asking(sequential=True).process(), item={"departments": THREE})

    run.move("drop_instance", "opine", "fire")
    run.move("drop_instance", "opine", "health")
    run.move("add_instance", "opine", "culture")

    (several,) = run.loaded.several()
    assert (several.asked, several.waiting) == (("roads",), ("culture",))
    run.do("opine", "roads", opinion="agree")
    run.do("opine", "culture", opinion="agree")
    assert said(run) == ["roads", "culture"]


def test_dropping_may_make_the_result_certain(start):
    run = start(
        asking("=decided(at least agree(opinions, 2, allAsked))").process(),
        item={"departments": THREE},
    )
    run.do("opine", "fire", opinion="disagree")

    change = run.move("drop_instance", "opine", "roads")

    assert run.steps() == ["decide"]
    assert len(change.closed) == 2


def test_adding_keeps_a_result_open(start):
    run = start(asking(ALL).process(), item={"departments": ["fire", "roads"]})
    run.do("opine", "fire", opinion="agree")
    run.move("add_instance", "opine", "health")
    run.do("opine", "roads", opinion="agree")

    assert run.asks() == [("opine", "health")]


def test_a_condition_about_the_last_answer_waits_for_the_next(start):
    run = start(asking('=opine.opinion = "disagree"').process(), item={"departments": THREE})
    run.do("opine", "fire", opinion="agree")

    run.move("drop_instance", "opine", "roads")

    assert run.asks() == [("opine", "health")]


def test_the_counters_leave_out_who_was_dropped(start):
    until = "=numberOfCompletedInstances = 2 and numberOfTerminatedInstances = 1"
    run = start(asking(until).process(), item={"departments": [*THREE, "culture"]})
    run.move("drop_instance", "opine", "roads")

    run.do("opine", "fire", opinion="agree")
    run.do("opine", "health", opinion="agree")

    assert run.steps() == ["decide"]


def test_a_department_at_work_inside_a_sub_process_leaves_nothing_behind(start):
    inside = Drawing().start("in").user("examine", '=department + "/examiner"')
    inside.border("slow", "examine", timer("P3D"), interrupting=False).user("urge").end("urged")
    inside.user("approve", '=department + "/approver"').end("out")
    inside.flow("in", "examine", "approve", "out").flow("slow", "urge", "urged")
    drawing = Drawing().start().sub("review", inside, loop(output="done", result="=department"))
    drawing.border("overdue", "review", timer("P20D")).user("explain").end("explained")
    drawing.user("decide").end().flow("start", "review", "decide", "end")
    run = start(
        drawing.flow("overdue", "explain", "explained").process(), item={"departments": THREE}
    )
    run.do("examine", "roads")

    change = run.move("drop_instance", "review", "roads")

    assert (len(change.closed), len(change.stopped)) == (1, 0)
    assert run.asks() == [("examine", "fire"), ("examine", "health")]
    change = run.move("drop_instance", "review", "fire")
    assert (len(change.closed), len(change.stopped)) == (1, 1)
    run.do("examine", "health")
    run.do("approve", "health")
    assert (run.steps(), run.data()["done"]) == (["decide"], ["health"])


def test_a_state_without_changes_holds_nothing_more(start):
    run = start(asking().process(), item={"departments": THREE})

    assert "dropped" not in str([t.internal_data for t in run.loaded.workflow.tokens()])


def test_nobody_left_goes_on_with_nothing(start):
    run = start(asking().process(), item={"departments": ["fire"]})

    run.move("drop_instance", "opine", "fire")

    assert (run.steps(), run.data()) == (["decide"], {"opinions": []})


def test_a_step_that_goes_on_twice_at_once_is_not_touched(start, at):
    inner = loop("=item.departments", output="opinions", result="=department")
    inside = Drawing().start("in").user("opine", '=department + "/approver"', loop=inner).end("out")
    outer = loop("=[1, 2]", element="turn")
    drawing = Drawing().start().sub("rounds", inside.flow("in", "opine", "out"), outer)
    process = drawing.end().flow("start", "rounds", "end").process()
    run, _ = Run.start(process, {}, {"departments": THREE}, at)

    with pytest.raises(Conflict, match="several times"):
        run.add_instance("opine", "tax", at)
