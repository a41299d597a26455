"""Traps of SpiffWorkflow: what becomes of data, and who may compute with it."""

from decimal import Decimal

import pytest

from engine.errors import Broken
from engine.rules.timers import Rule
from engine.run import Run
from tests.engine.drawing import Drawing, loop, mapping, times
from tests.engine.feel.dmn import decision, model, output, table
from tests.engine.traps.drawn import row


def test_trap_05_an_answer_may_have_any_name(start):
    run = start(row("ask", "next").process())

    run.do("ask", typename="timedelta", days=5)

    assert run.data()["ask"] == {"typename": "timedelta", "days": 5}


def test_trap_06_answers_hide_no_functions(start):
    drawing = Drawing().start().user("count").user("ask", limit="=count([1, 2])").end()
    run = start(drawing.flow("start", "count", "ask", "end").process())

    run.do("count", count=9, workdays=9, __builtins__={})

    assert run.task("ask").limit == Rule("working_days", "2")


def test_trap_10_lists_of_parallel_branches_stay_as_they_are(start):
    drawing = Drawing().start().gateway("parallel", "split").gateway("parallel", "join").end()
    drawing.flow("start", "split").flow("join", "after", "end").user("after")
    for step in "ab":
        drawing.user(step).flow("split", step, "join")
    run = start(drawing.process())

    run.do("a", points=[1, 2, 3])
    run.do("b", points=[3])

    assert [run.data()[step]["points"] for step in "ab"] == [[1, 2, 3], [3]]


def test_trap_11_a_loaded_run_evaluates_no_python(start):
    engine = start(row("ask").process()).loaded.workflow.script_engine

    with pytest.raises(Broken, match="never run"):
        engine.environment.evaluate("1", {})


def test_trap_20_an_expression_that_fails_is_told_with_its_step_and_text(start):
    drawing = Drawing().start().user("ask").gateway("exclusive", "which", "on").end("a").end("b")
    drawing.flow("start", "ask", "which").flow("which", "a", when="=ask.n > 1")
    run = start(drawing.flow("which", "b", id="on").process())

    with pytest.raises(Broken) as incident:
        run.loaded.complete(run.task("ask").id, {"n": "many"}, run.at)

    told = incident.value.params
    assert (told["step"], told["text"]) == ("which", "=ask.n > 1")
    assert str(told["why"]) == "a string is neither before nor after a number (column 8)"


def test_trap_21_instances_may_be_counted_when_their_answers_are_there_already(start):
    again = '<zeebe:loopCharacteristics outputCollection="said" outputElement="=ask.n"/>'
    drawing = Drawing().start().gateway("exclusive", "back").user("ask", loop=times("=2"))
    drawing.lines[-1] = drawing.lines[-1].replace(
        "<bpmn:loopCardinality>",
        f"<bpmn:extensionElements>{again}</bpmn:extensionElements><bpmn:loopCardinality>",
    )
    drawing.gateway("exclusive", "fit", "on").end().flow("start", "back", "ask", "fit")
    drawing.flow("fit", "back", when="=said[1] = 1").flow("fit", "end", id="on")
    run = start(drawing.process())

    for n in (1, 1, 2):
        run.do("ask", n=n)

    assert run.do("ask", n=3).ended == "end"
    assert run.data() == {"said": [2, 3]}


def test_trap_22_a_list_that_is_missing_is_an_incident_that_names_the_step(at):
    drawing = Drawing().start().user("ask", loop=loop("=item.nobody")).end()

    with pytest.raises(Broken, match="“ask” needs a list"):
        Run.start(drawing.flow("start", "ask", "end").process(), {}, {}, at)


@pytest.mark.parametrize(
    ("cell", "value", "hit"),
    [
        ('"A","B"', "B", True),
        ('not("B")', "A", True),
        ('not("B")', "B", False),
        ("[1..10]", 10, True),
        ("null", None, True),
        ('date("2026-03-02")', "x", False),
        ('"5"', 5, False),
    ],
)
def test_trap_24_cells_of_tables_are_feel(start, cell, value, hit):
    rules = [(cell, "true"), ("-", "false")]
    raw = model(decision("fits", table("FIRST", ["application.x"], [output("y")], rules)))
    asked = '<zeebe:calledDecision decisionId="fits" resultVariable="fit"/>'
    drawing = Drawing().start().element("businessRuleTask", "decide", asked).user("ask").end()
    process = drawing.flow("start", "decide", "ask", "end").process(fits__dmn=raw)

    assert start(process, application={"x": value}).data() == {"fit": hit}


def test_trap_25_what_was_answered_is_not_changed_by_what_is_made_of_it(start):
    drawing = Drawing().start().user("ask")
    drawing.job("work", "count", mapping({"inner": '=context put(ask.inner, "x", 2)'}))
    run = start(drawing.end().flow("start", "ask", "work", "end").process())

    run.do("ask", inner={"x": 1})

    assert run.loaded.jobs()[0].inputs == {"inner": {"x": 2}}
    assert run.data()["ask"] == {"inner": {"x": 1}}


def test_trap_26_a_message_carries_what_is_mapped_and_nothing_else(start):
    drawing = Drawing().start().user("ask")
    told = mapping({"number": "=ask.n"})
    drawing.element("intermediateThrowEvent", "tell", told, drawing.message("news"))
    run = start(drawing.end().flow("start", "ask", "tell", "end").process())

    (message,) = run.do("ask", n=1, secret="not for others").messages

    assert message.payload == {"number": 1}


@pytest.mark.parametrize("number", [float("nan"), float("inf"), Decimal("NaN")])
def test_trap_27_what_is_no_number_is_an_incident_and_not_something_else_after_a_load(
    start, number
):
    run = start(row("ask", "next").process())
    loaded = run.loaded
    loaded.complete(run.task("ask").id, {"value": number}, run.at)

    with pytest.raises(Broken, match="cannot be kept"):
        loaded.save()
