"""Layer three: nothing but what the engine runs as drawn."""

from dataclasses import replace
from datetime import datetime

import pytest

from engine.checks import Known, check
from engine.rules.deadlines import OFFICE_ZONE
from tests.engine.checks.examples import (
    OFFICE,
    SOUND,
    changed,
    drawn,
    line,
    node,
    task,
    told,
)

END = node("endEvent", "granted")
CYCLE = "R3/P1D"
DURATION = ">P5D<"
DATE = "<bpmn:timeDuration>P5D</bpmn:timeDuration>"
CONDITION = '=check_materials.outcome = "correct"'


def test_an_error_that_nobody_catches_is_told_where_it_is_thrown():
    error = '<bpmn:error id="lapse_error"'
    files = changed('id="lapse" errorRef="lapse_error"', 'id="lapse" errorRef="other_error"')
    other = error.replace("lapse_error", "other_error") + ' errorCode="other" />'
    files["process.bpmn"] = files["process.bpmn"].replace(error.encode(), (other + error).encode())

    assert told(files) == [("engine.error_not_caught", "lapsed")]


@pytest.mark.parametrize("name", ["decide-it", "a.b", "if", "null"])
def test_the_id_of_a_task_is_a_name_that_expressions_can_read(name):
    found = told(drawn(task(name), END, line("start", name, "granted")), None)

    assert found == [("engine.not_a_name", name)]


@pytest.mark.parametrize(
    "kind",
    [
        "task",
        "transaction",
        "adHocSubProcess",
        "complexGateway",
    ],
)
def test_kinds_that_would_not_run_as_drawn_are_refused(kind):
    found = told(drawn(node(kind, "x"), END, line("start", "x", "granted")), known=None)

    assert ("engine.element", "x") in found


@pytest.mark.parametrize("event", ["compensate", "cancel"])
@pytest.mark.parametrize("host", ["intermediateThrowEvent", "intermediateCatchEvent"])
def test_events_that_would_not_happen_are_refused(event, host):
    happening = node(f"{event}EventDefinition", "e")

    found = told(drawn(node(host, "x", happening), END, line("start", "x", "granted")), None)

    assert ("engine.element", "e") in found


def test_a_script_is_refused_wherever_it_stands():
    script = node("scriptTask", "x", "<bpmn:script>import os</bpmn:script>")

    assert told(drawn(script, END, line("start", "x", "granted")), None) == [("engine.script", "x")]


@pytest.mark.parametrize(
    "text",
    [
        "next tuesday",
        "5",
        "None",
        "-P1D",
        "P",
        "PT",
        "P0.5M",
        "P5WD",
        "P100000000M",
        "P１０D",
        "workdays(5)",
    ],
)
def test_a_duration_is_iso_or_an_expression_c01_c02_c07(text):
    assert told(changed(DURATION, f">{text}<")) == [("engine.timer_unreadable", "five_days")]


@pytest.mark.parametrize(
    "text",
    [
        *("P100000M", "P11Y", "P0D", "P99999W", '=duration("P11Y")'),
        *("=workdays(99999)", "=workdays(0)", "=workdays(2601)", "=workdays(-1)", "=months(121)"),
        *("=workhours(1.5)", "=halfdays(5201)", "=naturaldays(3661, today())"),
        "=if item.promised_days > 5 then workdays(5) else workdays(0)",
    ],
)
def test_a_limit_is_at_most_ten_years_c02_c05_c06(text):
    assert told(changed(DURATION, f">{text}<")) == [("engine.timer_out_of_bounds", "five_days")]


@pytest.mark.parametrize(("year", "rules"), [(2026, ["engine.timer_past"]), (2027, []), (None, [])])
def test_a_date_that_has_passed_where_it_is_published_is_told_c03(year, rules):
    date = f"<bpmn:timeDate>{year or 2026}-03-01T09:00:00+08:00</bpmn:timeDate>"
    now = datetime(2026, 3, 2, tzinfo=OFFICE_ZONE) if year else None

    assert [rule for rule, _ in told(changed(DATE, date), replace(OFFICE, now=now))] == rules


def test_an_expression_that_always_gives_nothing_is_told_c01():
    assert told(changed(DURATION, ">=null<")) == [("engine.timer_unreadable", "five_days")]
    assert told(changed(DURATION, ">=5<")) == [("engine.unfit_value", "five_days")]


@pytest.mark.parametrize(
    "text", ['=date("2026-03-01")', '=date and time("2026-03-01T09:00:00")', '="2026-03-01"']
)
def test_an_expression_that_always_names_the_same_past_moment_is_told_c03(text):
    date = f"<bpmn:timeDate>{text}</bpmn:timeDate>"
    now = datetime(2026, 3, 2, tzinfo=OFFICE_ZONE)

    assert told(changed(DATE, date), replace(OFFICE, now=now)) == [
        ("engine.timer_past", "five_days")
    ]


@pytest.mark.parametrize("text", ["R/PT0S", "R/P1D", "R3", "R3/5", "R-1/P1D"])
def test_a_cycle_says_how_often_c08(text):
    assert told(changed(CYCLE, text)) == [("engine.timer_unreadable", "each_day")]


@pytest.mark.parametrize("text", ["R101/P1D", "R0/P1D", "R3/PT59S", "R100/PT0S"])
def test_a_cycle_rings_at_most_100_times_a_minute_apart_c08(text):
    assert told(changed(CYCLE, text)) == [("engine.timer_out_of_bounds", "each_day")]


@pytest.mark.parametrize(
    "text",
    [
        *("P10Y", "P1Y2M3DT4H5M6S", "PT1M", "P2W", "=workdays(item.promised_days)"),
        *("=naturaldays(60)", "=months(6)", "=workhours(4)", "=halfdays(1)", '=duration("P5D")'),
    ],
)
def test_sound_durations_are_let_pass(text):
    assert told(changed(DURATION, f">{text}<")) == []


@pytest.mark.parametrize("text", ["2099-01-01T17:00:00", "2099-13-01T17:00:00Z", "2099-01-01"])
def test_a_date_is_real_and_says_its_zone_c04(text):
    date = f"<bpmn:timeDate>{text}</bpmn:timeDate>"

    assert told(changed(DATE, date)) == [("engine.timer_unreadable", "five_days")]


def test_a_date_with_a_zone_is_let_pass():
    date = "<bpmn:timeDate>2099-01-01T17:00:00+08:00</bpmn:timeDate>"

    assert told(changed(DATE, date)) == []


@pytest.mark.parametrize(
    ("limit", "found"),
    [
        ("=workhours(4)", []),
        ("=halfdays(0)", ["engine.timer_out_of_bounds"]),
        ("=months(1, today())", ["engine.limit_start"]),
        ("=workdays(from: today(), days: 1)", ["engine.limit_start"]),
        ('="P5D"', ["engine.unfit_value"]),
        ("workhours(4)", ["business.setting_value"]),
    ],
)
def test_a_limit_of_a_step_is_a_number_or_a_period(limit, found):
    files = changed('"limit" value="2"', f'"limit" value="{limit.replace(chr(34), "&quot;")}"')

    assert [rule for rule, _ in told(files)] == found


PLACES = [
    (CONDITION, "to_correct"),
    ("=numberOfCompletedInstances = numberOfInstances", "co_review"),
    ("=workdays(15)", "fifteen_days"),
    ("=asked", "co_review"),
    ("=approve.opinion", "co_review"),
    ("=item.promised_days", "examine"),
    ('=department + &#34;/examiner&#34;', "examine"),
]  # fmt: skip


@pytest.mark.parametrize("text", ["=__import__('os').system('id')", "=x :=", "=" + "(" * 300])
@pytest.mark.parametrize(("old", "place"), PLACES)
def test_an_expression_that_can_not_be_read_is_refused_in_every_place(old, place, text):
    found = told(changed(old, text))

    assert found == [("engine.expression", place)]


def test_an_unreadable_form_is_told_with_the_question_that_is_wrong():
    files = changed('"checkbox"', '"script"', "decide.form")

    assert {(each.rule, each.file) for each in check(files, known=OFFICE)} == {
        ("engine.form_unreadable", "decide.form")
    }


def test_an_unreadable_table_is_told_once_and_not_called_missing():
    files = changed("<decisionTable", "<decisionChair", "departments.dmn")
    files = {
        **files,
        "departments.dmn": files["departments.dmn"].replace(b"</decisionTable", b"</decisionChair"),
    }

    assert {each.rule for each in check(files, known=OFFICE)} == {"engine.decision_unreadable"}


def test_a_fault_of_a_table_is_told_on_its_line():
    (finding,) = check(
        changed('hitPolicy="FIRST"', 'hitPolicy="BEST"', "departments.dmn"), known=OFFICE
    )

    assert (finding.rule, finding.line) == ("engine.decision_unreadable", 4)


def test_a_message_may_be_thrown_on_the_way_and_at_the_end():
    message = '<bpmn:messageEventDefinition messageRef="withdrawn_message" />'
    files = changed('<bpmn:endEvent id="granted" />', node("endEvent", "granted", message))

    assert told(files) == []


def test_a_form_that_nobody_asks_is_a_warning():
    files = {**SOUND, "spare.form": SOUND["decide.form"].replace(b'"decide"', b'"spare"')}

    (finding,) = check(files, known=OFFICE)

    assert (finding.rule, finding.severity) == ("engine.form_unused", "warning")


def test_of_a_single_file_what_is_missing_is_a_warning():
    findings = check({"process.bpmn": SOUND["process.bpmn"]}, known=Known(complete=False))

    assert {each.rule for each in findings} == {"engine.form_missing", "engine.decision_missing"}
    assert {each.severity for each in findings} == {"warning"}


def test_an_event_sub_process_does_not_catch_its_own_error():
    begin = node("startEvent", "failed", node("errorEventDefinition", "f", errorRef="gone"))
    thrown = node("endEvent", "again", node("errorEventDefinition", "a", errorRef="gone"))
    inside = begin + task("mend") + thrown + line("failed", "mend", "again")
    by_event = node("subProcess", "handling", inside, triggeredByEvent="true")
    files = drawn(task("one"), END, line("start", "one", "granted"), by_event)
    error = b'<bpmn:error id="gone" errorCode="gone"/></bpmn:definitions>'
    files["a.bpmn"] = files["a.bpmn"].replace(b"</bpmn:definitions>", error)

    assert ("engine.error_not_caught", "again") in told(files, None)


def test_what_is_refused_has_no_second_finding():
    reference = node("intermediateCatchEvent", "it", "<bpmn:eventDefinitionRef/>")
    undone = node("boundaryEvent", "undo", "<bpmn:compensateEventDefinition/>", attachedToRef="one")
    files = drawn(task("one"), reference, undone, END, line("start", "one", "it", "granted"))

    assert [rule for rule, _ in told(files, None)] == ["engine.element", "engine.element"]
