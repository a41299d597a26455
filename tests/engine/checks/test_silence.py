"""No silence and no timer decides a case, however far behind it the decision lies (Art. 38)."""

from dataclasses import replace

import pytest

from engine.checks import called as known_of
from engine.checks import check
from engine.checks.known import NOTHING, Item
from tests.engine.checks.examples import OFFICE, told
from tests.engine.drawing import Drawing, condition, loop, properties, timer

DECIDES = (
    "business.silence_decides",
    "business.silence_decides_calls",
    "business.timer_decides",
)
HERE = {"form": "decide", "limit": "2", "opinion": "co_review"}
SILENCE = {"silence": "agree", "silenceBasis": "Rule 12"}
ABSENCE = {"absence": "agree", "absenceBasis": "Rule 12"}
ESCALATE = {"silence": "escalate", "silenceBasis": "Rule 12", "silenceTo": "fire/approver"}
LEAD = {"silence": "lead", "silenceBasis": "Rule 12"}


def found(drawing, known=NOTHING):
    """Where the drawing lets silence decide."""
    findings = check({"process.bpmn": drawing.xml()}, known=known)
    return [one.element for one in findings if one.rule in DECIDES]


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


def test_what_the_applicant_answers_behind_silence_is_nobodys_decision():
    drawing = Drawing().start().user("say", "fire/examiner", **HERE, **SILENCE)

    assert found(ending(drawing.user("pay", "applicant"), "say", "pay")) == ["say"]


@pytest.mark.parametrize("interrupting", [True, False])
def test_a_timer_at_the_border_of_a_step_never_decides(interrupting):
    drawing = Drawing().start().user("decide", "market_regulation/approver").end("refused")
    drawing.border("late", "decide", timer("P5D"), interrupting).flow("late", "refused")

    assert found(ending(drawing, "decide")) == ["late"]


def test_a_timer_that_goes_on_to_the_applicant_alone_decides_as_well():
    drawing = (
        Drawing().start().user("decide", "market_regulation/approver").user("pay", "applicant")
    )
    drawing.border("late", "decide", timer("P5D")).flow("late", "pay", "granted")

    assert found(ending(drawing, "decide")) == ["late"]


def test_a_timer_may_ask_somebody_who_decides():
    drawing = Drawing().start().user("check", "fire/examiner").user("decide", "fire/approver")
    drawing.border("late", "check", timer("P5D")).flow("late", "decide")

    assert found(ending(drawing, "check", "decide")) == []


def test_a_reminder_beside_a_step_ends_nothing_and_decides_nothing():
    inside = Drawing().start("in").user("decide", "fire/approver").end("out").end("reminded")
    inside.border("soon", "decide", timer("P5D"), interrupting=False).flow("soon", "reminded")
    inside.flow("in", "decide", "out")

    assert found(ending(Drawing().start().sub("review", inside), "review")) == []


def test_a_timer_by_which_a_case_is_given_up_leaves_by_an_error_and_decides_nothing():
    inside = Drawing().start("in").user("decide", "fire/approver").end("out")
    inside.end("late_end", inside.error("late")).border("late", "decide", timer("P5D"))
    inside.flow("in", "decide", "out").flow("late", "late_end")
    drawing = Drawing().start().sub("review", inside).end("deemed_withdrawn")
    drawing.border("given_up", "review", drawing.error("late"))

    assert found(ending(drawing.flow("given_up", "deemed_withdrawn"), "review")) == []


def test_a_timer_of_an_event_sub_process_never_decides():
    inside = Drawing().end("over").flow("late_start", "over")
    drawing = Drawing().start().user("decide", "fire/approver")
    drawing.by_event("late", timer("P5D"), inside)

    assert found(ending(Drawing().start("begin").sub("review", drawing), "review")) == []


def test_behind_a_signature_a_timer_only_waits():
    drawing = Drawing().start().user("examine", "fire/examiner", sign="examine")
    drawing.user("approve", "fire/approver", sign="approve")
    drawing.element("intermediateCatchEvent", "a_day", "", timer("PT24H"))

    assert found(ending(drawing, "examine", "approve", "a_day")) == []


def office(*drawings):
    """What is known where these processes are published."""
    published = {each.key: known_of({"process.bpmn": each.xml()}) for each in drawings}
    return replace(NOTHING, processes=published)


def opine(**settings):
    """A process in which one department is asked."""
    drawing = Drawing("opine").start().user("say", "fire/examiner", **HERE, **settings).end("said")
    return drawing.flow("start", "say", "said")


@pytest.mark.parametrize(("settings", "places"), [(SILENCE, ["ask"]), ({}, [])])
def test_the_last_word_of_a_called_process_decides_as_well(settings, places):
    known = office(opine(**settings))

    assert found(ending(Drawing().start().call("ask", "opine"), "ask"), known) == places


def test_a_process_that_asks_nobody_stands_between_nothing():
    drawing = Drawing().start().user("say", "fire/examiner", **HERE, **SILENCE).call("log", "log")
    log = Drawing("log").start().end().flow("start", "end")

    assert found(ending(drawing, "say", "log"), office(log)) == ["say"]


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


def last_of(key, *calls):
    """A process whose last word is that of the process it calls, through as many as are named."""
    drawing = Drawing(key).start()
    for each in calls:
        drawing.call(f"ask_{each}", each)
    return drawing.end("over").flow("start", *(f"ask_{each}" for each in calls), "over")


def test_the_last_word_counts_through_calls_within_calls():
    known = office(opine(**SILENCE), last_of("middle", "opine"), last_of("outer", "middle"))

    assert found(ending(Drawing().start().call("ask", "outer"), "ask"), known) == ["ask"]


def test_a_called_process_that_asks_the_office_stands_between_however_deep():
    known = office(opine(), last_of("outer", "opine"))
    drawing = Drawing().start().user("say", "fire/examiner", **HERE, **SILENCE)

    assert found(ending(drawing.call("ask", "outer"), "say", "ask"), known) == []


@pytest.mark.parametrize("settings", [{"milestone": "decided"}, {"paper": "GRANT_DECISION"}])
def test_a_called_process_may_not_decide_before_it_asks(settings):
    decide = Drawing("decide").start().end("sealed", **settings).flow("start", "sealed")
    drawing = Drawing().start().user("say", "fire/examiner", **HERE, **SILENCE)
    drawing.call("seal", "decide").end().flow("start", "say", "seal", "end")

    assert found(drawing, office(decide)) == ["say"]


def test_a_called_process_that_only_waits_for_the_clock_asks_nobody():
    rest = Drawing("rest").start().element("intermediateCatchEvent", "a_day", "", timer("PT24H"))
    drawing = Drawing().start().user("say", "fire/examiner", **HERE, **SILENCE).call("wait", "rest")
    known = office(rest.end().flow("start", "a_day", "end"))

    assert found(ending(drawing, "say", "wait"), known) == ["say", "wait"]


@pytest.mark.parametrize("outcome", ["granted", "refused", "partly_granted"])
def test_a_case_that_ends_without_the_milestone_is_decided_by_its_end(outcome):
    drawing = Drawing().start().user("say", "fire/examiner", **HERE, **SILENCE).end(outcome)

    assert found(drawing.flow("start", "say", outcome)) == ["say"]


def test_silence_behind_the_decision_decides_nothing():
    drawing = Drawing().start().user("decide", "market_regulation/approver", form="decide")
    drawing.element("intermediateThrowEvent", "done", properties({"milestone": "decided"}))
    drawing.user("say", "fire/examiner", **HERE, **SILENCE).end("granted")

    assert found(drawing.flow("start", "decide", "done", "say", "granted")) == []


def test_an_error_or_escalation_behind_silence_decides_where_it_is_caught():
    for kind in ("error", "escalation"):
        inside = Drawing().start("in").user("say", "fire/examiner", **HERE, **SILENCE)
        inside.end("out", getattr(inside, kind)("agreed")).flow("in", "say", "out")
        drawing = Drawing().start().sub("review", inside).user("decide", "market_regulation/head")
        drawing.border("agreed", "review", getattr(drawing, kind)("agreed"))
        drawing.flow("agreed", "granted").flow("start", "review", "decide", "granted")

        assert found(drawing.end("granted", milestone="decided")) == ["say"], kind


def test_an_error_of_a_called_process_decides_where_its_caller_catches_it():
    opined = Drawing("opine").start().user("say", "fire/examiner", **HERE, **SILENCE)
    opined.end("out", opined.error("agreed")).flow("start", "say", "out")
    drawing = Drawing().start().call("ask", "opine").user("decide", "market_regulation/head")
    drawing.border("agreed", "ask", drawing.error("agreed")).flow("agreed", "granted")
    drawing.flow("start", "ask", "decide", "granted").end("granted", milestone="decided")

    assert found(drawing, office(opined)) == ["ask"]


def test_a_signal_or_a_condition_behind_silence_decides_where_it_is_heard():
    drawing = Drawing().start().user("say", "fire/examiner", **HERE, **SILENCE)
    drawing.element("intermediateThrowEvent", "tell", "", drawing.signal("agreed"))
    drawing.user("decide", "market_regulation/head").end("granted", milestone="decided")
    heard = {"signal": drawing.signal("agreed"), "condition": condition("=say.opinion != null")}
    drawing.flow("start", "say", "tell", "decide", "granted").border("out", "decide", "%s")

    for cause in heard.values():
        other = Drawing()
        other.lines = [line.replace("%s", cause) for line in drawing.lines]
        other.outside = drawing.outside
        assert found(other.flow("out", "granted")) == ["say"]


def test_a_multi_instance_of_called_processes_has_a_last_word_too():
    known = office(opine(**SILENCE), last_of("each", "opine"))
    drawing = Drawing().start().call("ask", "each", loop=loop())

    assert found(ending(drawing, "ask"), known) == ["ask"]


def test_a_process_may_not_become_silent_where_those_that_call_it_decide_behind_it():
    known = office(last_of("middle", "opine"), ending(last_of("decide", "middle"), "ask_middle"))

    assert found(opine(**SILENCE), known) == ["say"]
    assert found(opine(), known) == []
