"""A limit passes and nobody answered: the system agrees, or the question is asked of others."""

import pytest

from engine.errors import Broken, Conflict
from engine.rules.timers import Rule
from tests.engine.drawing import Drawing, loop

ASKED = ["fire", "roads"]
EACH = loop(output="opinions", result="={by: department, said: ask.opinion}")
UP = {"silence": "escalate", "silenceTo": '=department + "/approver"'}
LEAD = {"silence": "lead", "silenceTo": "market_regulation/approver"}


@pytest.fixture
def asking(start):
    """Asks two departments for their opinions, with what counts when they are silent."""

    def begun(**settings):
        drawing = Drawing().start()
        drawing.user("ask", '=department + "/examiner"', loop=EACH, **{"limit": "5"} | settings)
        drawing.user("sum_up").end().flow("start", "ask", "sum_up", "end")
        return start(drawing.process(), item={"departments": ASKED})

    return begun


def said(run):
    return [one["said"] for one in run.data()["opinions"]]


def pass_limit(run, task):
    """Let the limit of one task pass."""
    timer = next(one for one in run.loaded.timers() if one.task_id == task.id)
    return run.move("pass_timer", timer.id)


@pytest.mark.parametrize(
    ("kind", "opinion"), [("silence", "deemed_agree"), ("absence", "absent_agree")]
)
def test_the_system_agrees_for_a_department_that_misses_its_step(asking, at, kind, opinion):
    run = asking(**{kind: "agree", f"{kind}Basis": "Rule 12"})
    fire, _ = run.change.started

    change = run.move("pass_timer", fire.id)

    assert (fire.effect, fire.basis, fire.from_, fire.rule.value) == (kind, "Rule 12", at, "5")
    assert (change.opened, change.closed, change.stopped) == ((), (), ())
    run.do("ask", "roads", opinion="disagree")
    assert said(run) == [opinion, "disagree"]


@pytest.mark.parametrize(
    ("settings", "group"),
    [(UP, ("fire", "approver")), (LEAD, ("market_regulation", "approver"))],
)
def test_others_are_asked_the_same_question_in_its_place(asking, settings, group):
    run = asking(**settings)
    first = run.task("ask", "fire")

    (now,) = pass_limit(run, first).opened

    assert ((now.department, now.role), now.step, now.limit) == (
        group,
        "ask",
        Rule("working_days", "5"),
    )
    assert (now.follows, now.scope) == (first.id, first.scope)
    assert now.id != first.id
    run.move("complete", now.id, {"opinion": "disagree"})
    run.do("ask", "roads", opinion="agree")
    assert said(run) == ["disagree", "agree"]


def test_a_question_that_was_handed_on_is_not_handed_on_again(asking):
    run = asking(**UP)

    change = pass_limit(run, run.task("ask", "fire"))

    assert change.started == ()
    assert [timer.task_id for timer in run.loaded.timers()] == [run.task("ask", "roads").id]


def test_who_was_asked_first_cannot_answer_any_more(asking):
    run = asking(**UP)
    first = run.task("ask", "fire")
    pass_limit(run, first)

    with pytest.raises(Conflict):
        run.loaded.complete(first.id, {"opinion": "agree"}, run.at)


def test_a_question_that_can_be_handed_to_nobody_is_an_incident(asking):
    run = asking(silence="escalate")
    timer = run.loaded.timers()[0]

    with pytest.raises(Broken, match="Nobody is asked"):
        run.loaded.pass_timer(timer.id, run.at)
