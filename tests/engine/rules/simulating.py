"""Random limits over five years, counted by the rules and by the slow second opinion.

``python -m tests.engine.rules.simulating 1000000 [SEED]`` is the long form.
"""

import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from engine.rules import holidays
from engine.rules.announced import kept
from engine.rules.calendar import WorkCalendar
from engine.rules.deadlines import OFFICE_ZONE, due_at, last_day
from engine.rules.explaining import explain
from engine.rules.openings import OfficeHours, Outage
from engine.rules.pauses import Pause
from engine.rules.timers import Rule
from tests.engine.rules import slowly

TABLE = Path(__file__).parents[3] / "app" / "office" / "calendar" / "cn.csv"
FIRST, DAYS = date(2022, 1, 1), 5 * 365
LONGEST = {
    "working_days": 120,
    "natural_days": 180,
    "months": 24,
    "working_hours": 40,
    "half_days": 60,
}
HOURS = (
    ((time(9), time(12)), (time(13, 30), time(17, 30))),
    ((time(8, 30), time(16, 45)),),
    ((time(8), time(11, 30)), (time(14), time(18))),
)


class Office:
    """A calendar and the same told as plain sets."""

    def __init__(self, chance: Random) -> None:
        told = holidays.read(TABLE.read_text(encoding="utf-8"))
        days = {day.date: day.kind == "makeup_workday" for day in told}
        days |= {_day(chance): chance.random() < 0.5 for _ in range(20)}
        years = {2020, 2021, 2022, 2023, 2024, 2025, 2026} - {chance.choice((0, 0, 2026))}
        hours = chance.choice(HOURS)
        firsts = [_day(chance) for _ in range(chance.randint(0, 3))]
        outages = [
            Outage(day, day + timedelta(days=chance.randint(0, 6)), "停电") for day in firsts
        ]
        self.calendar = WorkCalendar(days, years, hours=OfficeHours(hours), outages=outages)
        off, made_up = ({day for day, works in days.items() if works is w} for w in (False, True))
        out = {day for outage in outages for day in outage.days()}
        self.table = slowly.Table(off, made_up, years, out, hours)


def offices(chance: Random, count: int = 40) -> list[Office]:
    """Return offices that differ in days, years, hours and outages."""
    return [Office(chance) for _ in range(count)]


def check_one(chance: Random, known: list[Office], explained: bool) -> None:
    """Count one limit both ways; again once it is paused, extended, and its calendar changed."""
    rule, start = _rule(chance), _moment(chance)
    stops, extra = _stops(chance, start.date()), chance.choice((0, 0, 1, 10))
    first, second = chance.choice(known), chance.choice(known)
    announced = _agreed(first, rule, start)
    for office in (first, second):
        due = _agreed(office, rule, start, stops, extra)
        if explained:
            _explained(office, rule, start, stops, extra, announced)
        announced = kept(announced, due)


def _agreed(office: Office, rule: Rule, start: datetime, stops=(), extra: int = 0) -> date:
    pauses = [Pause(a, b) for a, b in stops]
    fast = due_at(rule, start, office.calendar, pauses, extra)
    slow = slowly.passes(office.table, rule.kind, rule.number + extra, start, stops)
    assert fast == slow, (rule, start, stops, extra, fast.astimezone(OFFICE_ZONE), slow)
    return last_day(fast)


def _explained(office, rule, start, stops, extra, announced) -> None:
    told = explain(rule, start, office.calendar, [Pause(a, b) for a, b in stops], extra, announced)
    days = [day.date for day in told.days]
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
    assert (days[0], days[-1]) == (start.date(), told.due_on)
    assert told.due_on >= announced
    assert all(day.counted == bool(day.amount) for day in told.days)
    if rule.kind != "months":
        assert told.total == (rule.number + extra) * (60 if told.unit == "minutes" else 1)


def _rule(chance: Random) -> Rule:
    kind = chance.choice(["working_days", *LONGEST])
    return Rule(kind, str(chance.randint(1, LONGEST[kind])))


def _stops(chance: Random, first: date) -> list[tuple[date, date]]:
    begins = [first + timedelta(days=chance.randint(-20, 90)) for _ in range(chance.randint(0, 4))]
    return [(day, day + timedelta(days=chance.randint(0, 40))) for day in begins]


def _moment(chance: Random) -> datetime:
    at = datetime.combine(_day(chance), time(), OFFICE_ZONE)
    return at + timedelta(seconds=chance.randrange(86400))


def _day(chance: Random) -> date:
    return FIRST + timedelta(days=chance.randrange(DAYS))


def simulate(cases: int, seed: int) -> None:
    """Check so many cases; every twentieth is explained day by day, too."""
    chance = Random(seed)
    known = offices(chance)
    for number in range(cases):
        check_one(chance, known, explained=number % 20 == 0)


if __name__ == "__main__":
    wanted, *seed = map(int, sys.argv[1:] or ["20000"])
    simulate(wanted, *(seed or [1]))
    sys.stdout.write(f"{wanted} simulated limits agree\n")
