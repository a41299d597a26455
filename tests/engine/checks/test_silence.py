"""Silence and absence never decide a case, however far behind them the decision lies (Art. 38)."""

from dataclasses import replace

import pytest

from engine.checks import called as known_of
from engine.checks import check
from engine.checks.known import NOTHING, Called, Item
from tests.engine.checks.examples import OFFICE, told
from tests.engine.drawing import Drawing

DECIDES = "business.silence_decides"
HERE = {"form": "decide", "limit": "2", "opinion": "co_review"}
SILENCE = {"silence": "agree", "silenceBasis": "Rule 12"}
ABSENCE = {"absence": "agree", "absenceBasis": "Rule 12"}
ESCALATE = {"silence": "escalate", "silenceBasis": "Rule 12", "silenceTo": "fire/approver"}
LEAD = {"silence": "lead", "silenceBasis": "Rule 12"}


def found(drawing, known=NOTHING):
    """Where the drawing lets silence decide."""
    findings = check({"process.bpmn": drawing.xml()}, known=known)
    return [one.element for one in findings if one.rule == DECIDES]


def ending(drawing, *way):
    """The drawing with an end at which the case is decided."""
    return drawing.end("granted", milestone="decided").flow("start", *way, "granted")


@pytest.mark.parametrize("missed", [SILENCE, ABSENCE, ESCALATE], ids=["agree", "absent", "head"])
def test_who_is_asked_last_before_the_decision_cannot_be_silent(missed):
    drawing = Drawing().start().user("say", "fire/examiner", **HERE, **missed)

    assert found(ending(drawing.gateway("exclusive", "so"), "say", "so")) == ["say"]


def test_the_last_word_inside_a_sub_process_decides_as_well():
    inside = Drawing().start("in").user("say", "fire/examiner", **HERE, **SILENCE).end("out")
    inside.flow("in", "say", "out")

    assert found(ending(Drawing().start().sub("review", inside), "review")) == ["say"]


def test_silence_may_count_where_somebody_decides_behind_it():
    drawing = Drawing().start().user("say", "fire/examiner", **HERE, **SILENCE)
    drawing.user("decide", "market_regulation/approver", form="decide", limit="2")

    assert found(ending(drawing, "say", "decide")) == []


def called(**settings):
    """What is known of a process with one step, as those that call it know it."""
    drawing = Drawing("opine").start().user("say", "fire/examiner", **HERE, **settings).end()
    return known_of({"process.bpmn": drawing.flow("start", "say", "end").xml()})


@pytest.mark.parametrize(("settings", "places"), [(SILENCE, ["ask"]), ({}, [])])
def test_the_last_word_of_a_called_process_decides_as_well(settings, places):
    known = replace(NOTHING, processes={"opine": called(**settings)})

    assert found(ending(Drawing().start().call("ask", "opine"), "ask"), known) == places


def test_a_process_that_asks_nobody_stands_between_nothing():
    drawing = Drawing().start().user("say", "fire/examiner", **HERE, **SILENCE).call("log", "log")
    known = replace(NOTHING, processes={"log": Called(waits=False)})

    assert found(ending(drawing, "say", "log"), known) == ["say"]


def test_a_circle_without_people_comes_to_an_end():
    drawing = Drawing().start().user("say", "fire/examiner", **HERE, **SILENCE)
    drawing.gateway("exclusive", "again", default="again_to_granted")

    assert found(ending(drawing.flow("again", "say", when="=true"), "say", "again")) == ["say"]


@pytest.mark.parametrize(
    ("to", "rules"),
    [
        ('=item.lead_department + "/approver"', []),
        ('=item.lead_department + "/examiner"', ["business.empty_group"]),
        ('=department + "/head"', ["business.empty_group"]),
    ],
)
def test_the_group_that_is_asked_then_has_somebody_in_it(to, rules):
    drawing = Drawing().start().user("say", "fire/examiner", **HERE, **LEAD, silenceTo=to).end()
    lead = Item(promised_days=20, statutory_days=45, lead_department="market_regulation")

    heard = told(
        {"process.bpmn": drawing.flow("start", "say", "end").xml()}, replace(OFFICE, item=lead)
    )

    assert [rule for rule, _ in heard if rule.endswith("group")] == rules
