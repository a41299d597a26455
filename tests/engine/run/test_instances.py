"""The same step for several: at once or in turn, until all answered or enough is known."""

import pytest

from engine.errors import Broken, Conflict
from engine.run import Run
from tests.engine.drawing import Drawing, loop, timer

FOUR = ["fire", "roads", "health", "tax"]
EACH = {"output": "opinions", "result": "={department: department, said: ask.opinion}"}


def asking(characteristics, **settings):
    group = '=department + "/examiner"'
    drawing = Drawing().start().user("ask", group, loop=characteristics, **settings)
    return drawing.user("sum_up").end().flow("start", "ask", "sum_up", "end")


def said(run):
    return [opinion["said"] for opinion in run.data()["opinions"]]


def test_all_are_asked_at_once_each_in_a_scope_of_its_own(start):
    run = start(asking(loop(**EACH)).process(), item={"departments": FOUR})

    assert [task.department for task in run.change.opened] == FOUR
    assert len({task.scope for task in run.change.opened}) == 4


def test_opinions_are_collected_in_the_order_of_the_list(start):
    run = start(asking(loop(**EACH)).process(), item={"departments": FOUR})

    for department in reversed(FOUR):
        run.do("ask", department, opinion=f"{department} agrees")

    assert said(run) == [f"{department} agrees" for department in FOUR]
    assert run.steps() == ["sum_up"]


def test_only_the_output_leaves_an_instance(start):
    run = start(asking(loop(**EACH)).process(), item={"departments": FOUR})

    for department in FOUR:
        run.do("ask", department, opinion="agree", secret="not for others")

    assert set(run.data()) == {"opinions"}
    assert "secret" not in str(run.data())


def test_in_turn_means_one_after_the_other(start):
    run = start(asking(loop(**EACH, sequential=True)).process(), item={"departments": FOUR})

    for department in FOUR:
        assert run.asks() == [("ask", department)]
        run.do("ask", opinion="agree")

    assert run.steps() == ["sum_up"]


UNTIL = '=count(opinions[said = "agree"]) >= 2 or count(opinions[said = "no"]) > 0'


def test_when_enough_is_known_the_others_are_withdrawn_with_their_limits(start):
    drawn = asking(loop(**EACH, until=UNTIL), limit="5", silence="agree")
    run = start(drawn.process(), item={"departments": FOUR})
    limits = {one.task_id: one.id for one in run.change.started}
    fire, roads, health, tax = (task.id for task in run.change.opened)

    run.do("ask", "roads", opinion="agree")
    change = run.do("ask", "tax", opinion="agree")

    assert set(change.closed) == {fire, health}
    assert set(change.stopped) == {limits[fire], limits[health], limits[tax]}
    assert said(run) == ["agree", "agree"]
    assert run.steps() == ["sum_up"]


@pytest.mark.parametrize(
    ("until", "answers"),
    [
        ("=numberOfCompletedInstances = 3", 3),
        ("=numberOfActiveInstances < 2", 3),
        ("=numberOfCompletedInstances / numberOfInstances >= 0.5", 2),
        ("=numberOfTerminatedInstances > 0", 4),
        ("=count(opinions) = 1", 1),
        ('=department = "roads"', 2),
    ],
)
def test_the_condition_sees_the_counters_and_the_instance(start, until, answers):
    run = start(asking(loop(**EACH, until=until)).process(), item={"departments": FOUR})

    for department in FOUR[:answers]:
        assert run.loaded.tokens() == ("ask",)
        run.do("ask", department, opinion="agree")

    assert run.steps() == ["sum_up"]


def test_a_condition_that_says_nothing_is_an_incident(start):
    drawn = asking(loop(**EACH, until="=opinions[1].missing"))
    run = start(drawn.process(), item={"departments": FOUR})

    with pytest.raises(Broken, match="neither true nor false"):
        run.loaded.complete(run.task("ask").id, {"opinion": "agree"}, run.at)


@pytest.mark.parametrize("departments", [None, "fire", {"a": "fire"}, ["fire", None], 3])
def test_what_is_no_list_without_gaps_is_an_incident(at, departments):
    process = asking(loop(**EACH)).process()

    with pytest.raises(Broken) as incident:
        Run.start(process, {}, {"departments": departments}, at)

    assert incident.value.code == "instances.no_list"


def test_more_than_200_are_an_incident_before_anybody_is_asked(at):
    process = asking(loop(**EACH)).process()

    with pytest.raises(Broken, match="would ask 201 times; at most 200"):
        Run.start(process, {}, {"departments": ["fire"] * 201}, at)


def test_an_empty_list_asks_nobody_and_goes_on(start):
    run = start(asking(loop(**EACH)).process(), item={"departments": []})

    assert run.steps() == ["sum_up"]
    assert run.data() == {"opinions": []}


@pytest.fixture
def departments_at_work():
    inside = Drawing().start("in").user("examine", '=department + "/examiner"', sign="examine")
    inside.border("slow", "examine", timer("P3D"), interrupting=False).user("urge").end("urged")
    inside.user("approve", '=department + "/approver"', sign="approve").end("in_end")
    inside.flow("in", "examine", "approve", "in_end").flow("slow", "urge", "urged")
    characteristics = loop(output="opinions", result="={said: examine.opinion}")
    drawing = Drawing().start().sub("review", inside, characteristics)
    drawing.border("overdue", "review", timer("=workdays(20)")).user("explain").end("explained")
    drawing.user("sum_up").end().flow("start", "review", "sum_up", "end")
    return drawing.flow("overdue", "explain", "explained")


def test_examiner_and_approver_of_a_department_share_a_scope(start, departments_at_work):
    run = start(departments_at_work.process(), item={"departments": FOUR})
    examined = run.task("examine", "roads")

    run.do("examine", "roads", opinion="agree")

    assert run.task("approve", "roads").scope == examined.scope
    assert run.task("examine", "fire").scope != examined.scope


def test_answers_within_an_instance_stay_there(start, departments_at_work):
    run = start(departments_at_work.process(), item={"departments": FOUR[:2]})

    for department in ("roads", "fire"):
        run.do("examine", department, opinion=f"{department} agrees")
        run.do("approve", department)

    assert run.data() == {"opinions": [{"said": "fire agrees"}, {"said": "roads agrees"}]}


def test_an_overdue_review_withdraws_all_instances_and_leaves_no_limit_behind(
    start, departments_at_work
):
    run = start(departments_at_work.process(), item={"departments": FOUR})
    run.do("examine", "fire", opinion="agree")
    slow = next(one for one in run.loaded.timers() if one.step == "slow")
    open_before = {task.id for task in run.loaded.open_tasks()}
    limits = {one.id for one in run.loaded.timers() if one.step != "overdue"}

    change = run.late("overdue")

    assert set(change.closed) == open_before
    assert set(change.stopped) == limits
    assert run.loaded.tokens() == ("explain",)
    with pytest.raises(Conflict):
        run.loaded.pass_timer(slow.id, run.at)
