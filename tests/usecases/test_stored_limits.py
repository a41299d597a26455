"""Whatever is drawn and whatever happens: what is stored is what counting again would say."""

from datetime import date, timedelta
from functools import cache
from random import Random

import pytest

from app import clock
from app.storage.case import cases
from app.storage.clock.pauses import Pause
from app.usecases.clocks import pausing
from app.usecases.clocks.checking import Wish
from app.usecases.counting import dates
from app.usecases.tasks import reviewing
from engine.rules.deadlines import OFFICE_ZONE
from tests.engine.drawing import Drawing, properties, timer
from tests.engine.rules import slowly
from tests.engine.rules.simulating import Asked
from tests.usecases import drawing
from tests.usecases.calendars.telling import applied, outage, rest
from tests.usecases.drawing import ASKED

LEAD, STEPS = "wangjianguo", 8
MOST = {"workdays": 30, "naturaldays": 60, "months": 4, "workhours": 60, "halfdays": 30}


def any_timers(chance):
    """Steps side by side, each with a limit and a timer in some unit, distance or duration."""
    drawn = Drawing("random").start().user("check", milestone="accepted", **ASKED)
    drawn.gateway("parallel", "all").gateway("parallel", "join").end("granted", milestone="decided")
    drawn.flow("start", "check", "all").flow("join", "granted")
    for number in range(STEPS):
        step, (text, field) = f"step_{number}", any_timer(chance)
        drawn.user(step, **ASKED | {"limit": "=" + any_period(chance)})
        follows = properties({"follows_clock": chance.choice(("true", "false"))})
        event = {"attachedToRef": step, "cancelActivity": "false"}
        drawn.element("boundaryEvent", f"late_{number}", follows, timer(text, field), **event)
        drawn.end(f"told_{number}").flow(f"late_{number}", f"told_{number}")
        drawn.flow("all", step, "join")
    return drawn


def any_period(chance):
    name = chance.choice(sorted(MOST))
    return f"{name}({chance.randint(1, MOST[name])})"


def any_timer(chance):
    days = f"P{chance.randint(1, 40)}DT{chance.randint(0, 23)}H"
    turns = f"R{chance.randint(2, 9)}/"
    return chance.choice(
        [
            ("=" + any_period(chance), "timeDuration"),
            (days, "timeDuration"),
            (turns + days, "timeCycle"),
            (turns + any_period(chance).replace("months", "halfdays"), "timeCycle"),
        ]
    )


def any_deed(chance, desk, month):
    """Let the clock stand or go on, or change the calendar."""
    pauses = desk.all(desk._of_case(Pause).where(Pause.to_on.is_(None)))
    deed = chance.choice(("stand", "stand", "calendar"))
    if deed == "calendar":
        first = f"2026-{chance.randint(month + 1, 12):02}-{chance.randint(1, 28):02}"
        applied(desk, chance.choice((outage(first, first), rest(first))))
    elif pauses:
        desk.end_pause(LEAD, pauses[0].id)
    else:
        wish = Wish("expert_review", chance.randint(1, 9), "专家评审")
        desk.do(LEAD, pausing.pause_case, desk.number, wish)


@cache
def plain(calendar):
    """A calendar as the slow calculator knows it: plain days."""
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(3 * 365)]
    made_up = {day for day in days if calendar.is_working_day(day)}
    out = {day for one in calendar.outages for day in one.days()}
    return slowly.Table({*days} - made_up, made_up, set(), out, calendar.hours.halves)


def second_opinion(counting, row):
    """When a limit passes by the slow calculator."""
    span, table = counting.span(row), plain(counting.calendar(row))
    stops = [(one.start, one.end) for one in span.pauses]
    return Asked.of(span.rule).slow(table, span.from_.astimezone(OFFICE_ZONE), stops, span.extra)


def check_rows(desk):
    with desk.look() as work:
        case = cases.by_number(work.session, desk.number)
        counting = dates.standing(work, case)
        for row in dates.open_limits(work, case):
            if row.rule_kind == "nth_working_day" or row.kept_at is not None:
                continue  # the days of supervision, and announced dates, have tests of their own
            if row.calendar_version == counting.calendar(row).version:
                assert row.due_at == second_opinion(counting, row), row.rule_value


@pytest.mark.parametrize("seed", [1, 2])
def test_stored_moments_are_those_a_slow_second_opinion_finds(desk, in_app, seed):
    chance = Random(seed)
    drawing.shelve(desk, any_timers(chance))
    desk.hand_in({}, item="random")
    desk.do("zhouwenjing", reviewing.complete_task, desk.task("check").id, {"opinion": "yes"})
    check_rows(desk)
    for number in range(5):
        desk.wait_until(f"2026-03-{3 + 4 * number:02}T{chance.randint(0, 23):02}:15")
        desk.pass_all()
        any_deed(chance, desk, 3)
        with in_app():
            clock.follow_changes()

        check_rows(desk)
    assert desk.breaches() == []
