"""Who is asked, what they answer, what it leaves behind."""

import json

import pytest

from engine.change import Milestone, OpenTask, Paper, Passed
from engine.errors import Broken, Conflict
from engine.rules.timers import Rule
from engine.run import Run
from tests.engine.drawing import Drawing, properties
from tests.engine.travelling import ID


def one_task(**told):
    drawing = Drawing().start().user("check", **told).user("next").end()
    return drawing.flow("start", "check", "next", "end")


def test_a_task_says_everything_about_itself(start):
    settings = {"limit": "3", "sign": "examine", "opinion": "co_review", "colour": "red"}
    run = start(one_task(group="fire/examiner", form="check", **settings).process())

    assert run.change.opened == (
        OpenTask(
            id=run.change.opened[0].id,
            step="check",
            name="check",
            role="examiner",
            department="fire",
            form="check",
            scope=str(ID),
            process=run.process.digest,
            limit=Rule("working_days", "3"),
            sign="examine",
            opinion="co_review",
            settings=settings,
        ),
    )


def test_the_same_moves_give_the_same_ids(at):
    process = one_task().process()

    twice = [Run.start(process, {}, {}, at, id=ID)[1] for _ in range(2)]
    other = Run.start(process, {}, {}, at)[1]

    assert twice[0] == twice[1]
    assert other.opened[0].id != twice[0].opened[0].id


GROUP = '<zeebe:assignmentDefinition candidateGroups="window/clerk"/>'


@pytest.mark.parametrize(
    ("group", "asked"),
    [
        ("head", (None, "head")),
        ("fire/examiner", ("fire", "examiner")),
        ('=item.lead + "/examiner"', ("roads", "examiner")),
    ],
)
def test_one_group_is_asked(start, group, asked):
    run = start(one_task(group=group).process(), item={"lead": "roads"})

    assert (run.task("check").department, run.task("check").role) == asked


def test_the_lane_is_asked_by_its_id_where_nobody_else_is(start):
    lanes = (
        '<bpmn:laneSet id="lanes"><bpmn:lane id="head" name="首席代表">'
        "<bpmn:flowNodeRef>check</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>"
    )
    drawing = one_task(group=None)
    drawing.lines.insert(0, lanes)

    assert start(drawing.process()).task("check").role == "head"


def laned(step, *lanes):
    """Draw lanes, each inside the one before; all of them name the step."""
    inner = ""
    for lane in reversed(lanes):
        ref = f"<bpmn:flowNodeRef>\n  {step}\n</bpmn:flowNodeRef>"
        below = f'<bpmn:childLaneSet id="in_{lane}">{inner}</bpmn:childLaneSet>' if inner else ""
        inner = f'<bpmn:lane id="{lane}">{ref}{below}</bpmn:lane>'
    return f'<bpmn:laneSet id="lanes_{lanes[0]}">{inner}</bpmn:laneSet>'


def test_of_lanes_within_lanes_the_innermost_is_asked(start):
    drawing = one_task(group=None)
    drawing.lines.insert(0, laned("check", "centre", "window", "window_clerk"))

    assert start(drawing.process()).task("check").role == "window_clerk"


@pytest.mark.parametrize(("own", "asked"), [(True, "examiner"), (False, "fire")])
def test_what_lies_in_a_sub_process_lies_in_its_lane_unless_it_has_its_own(start, own, asked):
    inside = Drawing().start("in").user("check", group=None).end("out").flow("in", "check", "out")
    inside.lines += [laned("check", "examiner")] if own else []
    drawing = Drawing().start().sub("body", inside).end().flow("start", "body", "end")
    drawing.lines.insert(0, laned("body", "fire"))

    assert start(drawing.process()).task("check").role == asked


@pytest.mark.parametrize("group", [None, "=item.nobody", "=3"])
def test_a_task_for_nobody_is_an_incident(at, group):
    process = one_task(group=group).process()

    with pytest.raises(Broken, match="Nobody is asked to do “check”"):
        Run.start(process, {}, {}, at)


@pytest.mark.parametrize(
    ("settings", "why"),
    [
        ({"group": "=item.nobody"}, "names no role: there is no nobody (column 6)"),
        ({"group": "=3"}, "names no role: it is a number"),
        ({"limit": "=item.nothing"}, "nor a period: there is no nothing (column 6)"),
    ],
)
def test_an_incident_of_whom_or_how_long_says_why(at, settings, why):
    with pytest.raises(Broken) as incident:
        Run.start(one_task(**settings).process(), {}, {}, at)

    assert str(incident.value).endswith(why)


@pytest.mark.parametrize(
    "limit", ["=item.nothing", "=0", "=2.5", '="5"', "=true", "=2601", "=months(0)", '="P5D"']
)
def test_a_limit_of_a_step_is_a_number_of_working_days_or_a_period(at, limit):
    process = one_task(limit=limit).process()

    with pytest.raises(Broken, match="neither a number of working days nor a period"):
        Run.start(process, {}, {}, at)


@pytest.mark.parametrize(
    ("limit", "rule"),
    [
        ("5", Rule("working_days", "5")),
        ("=workdays(5)", Rule("working_days", "5")),
        ("=naturaldays(15)", Rule("natural_days", "15")),
        ("=months(item.n)", Rule("months", "2")),
        ("=workhours(4)", Rule("working_hours", "4")),
        ("=halfdays(item.n)", Rule("half_days", "2")),
    ],
)
def test_a_limit_of_a_step_is_in_any_unit_d_16_d_22(start, limit, rule):
    run = start(one_task(limit=limit, silence="agree").process(), item={"n": 2})

    assert run.task("check").limit == rule
    assert run.loaded.timers()[0].rule == rule


def test_a_limit_of_a_step_runs_from_when_it_is_opened(at):
    process = one_task(limit="=workdays(5, today())").process()

    with pytest.raises(Broken, match="its period has no start"):
        Run.start(process, {}, {}, at)


def test_answers_live_under_the_step_and_the_last_ones_count(start):
    drawing = Drawing().start().gateway("exclusive", "again").user("ask")
    drawing.gateway("exclusive", "enough", "on").user("next").end()
    drawing.flow("start", "again", "ask", "enough").flow("enough", "again", when="=ask.n < 2")
    run = start(drawing.flow("enough", "next", id="on").flow("next", "end").process())

    run.do("ask", n=1, first=True)
    run.do("ask", n=2)

    assert run.data() == {"ask": {"n": 2}}
    assert run.steps() == ["next"]


def test_a_manual_task_asks_a_group_and_has_no_form(start):
    drawing = Drawing().start().element("manualTask", "stamp", GROUP + properties({"limit": "2"}))
    run = start(drawing.user("next").end().flow("start", "stamp", "next", "end").process())
    (task,) = run.change.opened

    assert (task.form, task.role, task.department) == (None, "clerk", "window")
    assert task.limit == Rule("working_days", "2")
    assert [task.step for task in run.do("stamp").opened] == ["next"]


def test_a_task_is_answered_once(start):
    run = start(one_task().process())
    done = run.task("check").id
    run.do("check")

    with pytest.raises(Conflict) as refusal:
        run.loaded.complete(done, {}, run.at)

    assert refusal.value.code == "task.closed"


def test_a_refused_move_leaves_the_run_as_it_was(start):
    run = start(one_task().process())
    loaded = run.loaded

    with pytest.raises(Conflict):
        loaded.complete("nobody's task", {}, run.at)

    assert loaded.save() == run.state


def test_a_run_whose_move_failed_cannot_be_saved(start):
    drawing = Drawing().start().user("check").gateway("exclusive", "which").end("a").end("b")
    drawing.flow("start", "check", "which").flow("which", "a", when="=1")
    run = start(drawing.flow("which", "b", when="=2").process())
    loaded = run.loaded
    with pytest.raises(Broken):
        loaded.complete(run.task("check").id, {}, run.at)

    with pytest.raises(RuntimeError, match="load it again"):
        loaded.save()


def test_a_move_needs_an_aware_moment(start, at):
    run = start(one_task().process())

    with pytest.raises(ValueError, match="aware moment"):
        run.loaded.complete(run.task("check").id, {}, at.replace(tzinfo=None))


def test_what_was_gone_through_is_told_with_milestones_and_papers(start):
    drawing = Drawing().start().user("check", milestone="accepted", paper="ACCEPTANCE_NOTICE")
    mark = properties({"milestone": "decided", "as_of": "receipt"})
    drawing.element("intermediateThrowEvent", "mark", mark).end("granted")
    run = start(drawing.flow("start", "check", "mark", "granted").process())
    task = run.task("check").id

    change = run.do("check")

    assert change.passed == (
        Passed("check", "userTask", "check"),
        Passed("mark", "intermediateThrowEvent", "mark"),
        Passed("granted", "endEvent", "granted"),
    )
    kept, dated_back = change.milestones
    assert (kept, dated_back.as_of) == (Milestone("accepted", "check"), "receipt")
    assert change.papers == (Paper("ACCEPTANCE_NOTICE", "check", task),)
    assert (change.ended, change.outcome) == ("granted", "granted")


APPLY = json.dumps({"type": "default", "components": []}).encode()


def test_corrected_answers_of_the_applicant_become_the_application(start):
    drawing = Drawing().start(form="apply").user("correct", group="applicant", form="apply")
    drawing.gateway("exclusive", "right", "no").end("yes").end("wrong")
    drawing.flow("start", "correct", "right").flow("right", "yes", when="=application.area < 100")
    process = drawing.flow("right", "wrong", id="no").process(apply__form=APPLY)
    run = start(process, application={"area": 500})

    assert run.do("correct", area=50).ended == "yes"
    assert run.data() == {}


def test_the_application_and_the_item_cannot_be_overwritten(start):
    drawing = Drawing().start().user("item").gateway("exclusive", "which", "no").end("a").end("b")
    drawing.flow("start", "item", "which").flow("which", "a", when='=item.code = "real"')
    process = drawing.flow("which", "b", id="no").process()

    assert start(process, item={"code": "real"}).do("item", code="forged").ended == "a"


def test_a_form_sees_what_the_expressions_of_its_step_see(start):
    run = start(one_task().process(), {"name": "tea"}, {"code": "x"})
    run.do("check", outcome="accept")

    names = run.loaded.names(run.task("next").id)

    assert names == {
        "check": {"outcome": "accept"},
        "application": {"name": "tea"},
        "item": {"code": "x"},
    }


def test_a_run_that_waits_for_nothing_is_an_incident_even_behind_a_border_event(at):
    inside = Drawing().start("in").gateway("parallel", "split").gateway("parallel", "join")
    inside.gateway("exclusive", "way", "to_end").end("in_end").end("other")
    inside.flow("in", "split", "join", "in_end").flow("split", "way")
    inside.flow("way", "join", when="=false").flow("way", "other", id="to_end")
    drawing = Drawing()
    drawing.start().sub("body", inside).border("withdrawal", "body", drawing.message("withdrawn"))
    drawing.end("withdrawn").end().flow("start", "body", "end").flow("withdrawal", "withdrawn")

    with pytest.raises(Broken, match="“body” waits for nothing and nobody"):
        Run.start(drawing.process(), {}, {}, at)
