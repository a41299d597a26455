"""Rows C of the abuse list: limits that cannot be meant, and limits in an outage.

The calendar, pauses and extensions are tested with the rules they belong to, in
``tests/engine/rules``.
"""

from datetime import timedelta

import pytest

from engine.checks import check
from engine.errors import Invalid
from engine.rules.calendar import WorkCalendar
from engine.rules.deadlines import due_at, turns_due
from engine.rules.durations import Duration, instant
from engine.run import Run
from engine.spiff import first_turn
from tests.engine.checks.examples import OFFICE, changed
from tests.engine.drawing import Drawing, timer
from tests.engine.model.driver import AT

LIMITS = [
    *(("C01", text) for text in ("next tuesday", "5", "None", '"P1D"')),
    ("C02", "-P1D"),
    *(("C05", text) for text in ("P100000000M", "P121M")),
    *(("C06", text) for text in ("P999999999999D", "P3661D")),
    *(("C07", text) for text in ("P0.5M", "P5WD", "P１０D")),
]
DATES = [
    *(("C04", text) for text in ("2099-01-01T17:00:00", "2099-01-01")),
    *(("C06", text) for text in ("10000-01-01T00:00:00Z", "2026-02-30T00:00:00Z")),
]
TURNS = [
    *(("C08", text) for text in ("R/PT0S", "R9/PT0S", "R9/PT59S", "R101/P1D", "R0/P1D")),
    *(("C08", text) for text in ("R3/2/P1D", "R3/workdays(0)", "R100/months(2)", "R3/days(1)")),
]


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        pytest.param(reader, text, id=f"{row} {text}")
        for reader, texts in ((Duration.parse, LIMITS), (instant, DATES), (first_turn, TURNS))
        for row, text in texts
    ],
)
def test_a_limit_that_cannot_be_meant_is_refused_wherever_it_stands(reader, text):
    with pytest.raises(Invalid):
        reader(text)
    if reader is not instant:
        old = "R3/P1D" if reader is first_turn else "P5D"
        told = {one.rule for one in check(changed(f">{old}<", f">{text}<"), known=OFFICE)}
        assert told & {"engine.timer_unreadable", "engine.timer_out_of_bounds"}


def test_C03_a_date_in_the_past_passes_when_told_to_and_not_by_itself():
    past = timer("2020-01-01T00:00:00+08:00", "timeDate")
    drawing = Drawing().start().element("intermediateCatchEvent", "wait", inner=past)
    run, _ = Run.start(drawing.end().flow("start", "wait", "end").process(), {}, {}, AT)

    (limit,) = run.timers()

    assert (run.ended, limit.rule.value[:10]) == (None, "2020-01-01")
    assert run.pass_timer(limit.id, AT).ended == "end"


def test_C09_turns_missed_in_an_outage_come_once():
    drawing = Drawing().start().user("ask").user("urge").end()
    drawing.border("remind", "ask", timer("R10/PT1H", "timeCycle"), interrupting=False)
    drawing.flow("start", "ask", "end").flow("remind", "urge", "end")
    run, _ = Run.start(drawing.process(), {}, {}, AT)
    (first,), later = run.timers(), AT + timedelta(hours=6, minutes=30)

    turns = turns_due(first.rule, first.from_, later, WorkCalendar())
    run.pass_timer(first.id, later, turns)

    (following,) = run.timers()
    assert ([task.step for task in run.open_tasks()], turns) == (["ask", "urge"], 6)
    assert due_at(following.rule, following.from_, WorkCalendar()) == AT + timedelta(hours=7)


def test_C14_a_limit_counts_from_the_moment_it_began_whenever_somebody_looks():
    drawing = Drawing().start().user("ask").end().border("late", "ask", timer("P5D"))
    process = drawing.flow("start", "ask", "end").flow("late", "end").process()
    run, _ = Run.start(process, {}, {}, AT)

    again = Run.load(process, run.save(), {}, {})

    assert [one.from_ for one in again.timers()] == [AT]
