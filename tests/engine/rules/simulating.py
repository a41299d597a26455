"""Random limits of every kind over five years, counted by the rules and by the slow opinion.

Each is counted when it begins, again once it was paused and extended, and after each of two
changes of the calendar, none of which shortens what was announced.

``python -m tests.engine.rules.simulating 1000000 [SEED]`` is the long form.
"""

import re
import sys
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from engine.rules import holidays
from engine.rules.announced import kept
from engine.rules.calendar import WorkCalendar
from engine.rules.cycles import Cycle
from engine.rules.deadlines import OFFICE_ZONE, due_at, last_day, turns_due
from engine.rules.explaining import explain
from engine.rules.openings import OfficeHours, Outage
from engine.rules.pauses import Pause
from engine.rules.timers import PERIODS, Rule
from tests.engine.rules import slowly

TABLE = Path(__file__).parents[3] / "app" / "office" / "calendar" / "cn.csv"
FIRST, DAYS = date(2022, 1, 1), 5 * 365
LONGEST = {
    "working_days": 120,
    "natural_days": 180,
    "months": 24,
    "working_hours": 40,
    "half_days": 60,
    "closing": 20,
}
TURNS = 6
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


@dataclass(frozen=True)
class Asked:
    """A limit as the rules are told it, and as the second opinion is.

    :param kind: a unit; ``duration`` of days and hours.
    :param turn: of a cycle: which one is meant.
    """

    kind: str
    number: int
    hours: int = 0
    turn: int = 0

    @property
    def rule(self) -> Rule:
        """What a file would say."""
        timed = f"P{self.number}DT{self.hours}H"
        if not self.turn:
            calendar_time = self.kind == "duration"
            return Rule(self.kind, timed if calendar_time else str(self.number))
        period = PERIODS.get(self.kind)
        distance = f"{period}({self.number})" if period else timed
        return Cycle(TURNS, distance, self.turn).rule

    @classmethod
    def of(cls, rule: Rule) -> "Asked":
        """Read a rule anew, by its text alone."""
        if rule.value.isdecimal():
            return cls(rule.kind, int(rule.value))
        *turn, distance = rule.value.split("/")[1:] if rule.kind == "cycle" else [rule.value]
        which = int(turn[0]) if turn else int(rule.kind == "cycle")
        if timed := re.fullmatch(r"P([0-9]+)DT([0-9]+)H", distance):
            return cls("duration", int(timed[1]), int(timed[2]), which)
        name, number = distance.rstrip(")").split("(")
        return cls({name: unit for unit, name in PERIODS.items()}[name], int(number), 0, which)

    def slow(self, table: slowly.Table, start: datetime, stops=(), extra: int = 0) -> datetime:
        """Return the second opinion on when it passes."""
        times = self.turn or 1
        if self.kind == "duration":
            return slowly.elapses(self.number * times, self.hours * times, start, stops)
        number = self.number * times + extra
        return slowly.passes(table, self.kind, number, start, stops, self.turn)


def check_one(chance: Random, known: list[Office], explained: bool) -> None:
    """Count one limit both ways; again once it is paused, extended, and its calendar changed."""
    asked, start = _asked(chance), _moment(chance)
    counted = asked.rule.counted
    stops, extra = _stops(chance, start.date()), counted * chance.choice((0, 0, 1, 10))
    first, second, third = (chance.choice(known) for _ in range(3))
    announced = _agreed(first, asked, start)
    for office in (first, second, third):
        due = _agreed(office, asked, start, stops, extra)
        if explained:
            _explained(office, asked.rule, start, stops, extra, announced)
        announced = kept(announced, due)
    if asked.turn and explained:
        _turns_agree(third, asked, start, stops, timedelta(hours=chance.randrange(24 * 200)))


def _agreed(office: Office, asked: Asked, start: datetime, stops=(), extra: int = 0) -> date:
    pauses = [Pause(a, b) for a, b in stops]
    fast = due_at(asked.rule, start, office.calendar, pauses, extra)
    slow = asked.slow(office.table, start, stops, extra)
    assert fast == slow, (asked, start, stops, extra, fast.astimezone(OFFICE_ZONE), slow)
    return last_day(fast)


def _turns_agree(office: Office, asked: Asked, start: datetime, stops, late: timedelta) -> None:
    """After an outage a turn stands for all that have come."""
    pauses, now = [Pause(a, b) for a, b in stops], start + late
    later = (replace(asked, turn=turn) for turn in range(asked.turn + 1, TURNS + 1))
    come = [one for one in later if one.slow(office.table, start, stops) <= now]
    assert turns_due(asked.rule, start, now, office.calendar, pauses) == 1 + len(come)


def _explained(office, rule, start, stops, extra, announced) -> None:
    told = explain(rule, start, office.calendar, [Pause(a, b) for a, b in stops], extra, announced)
    days = [day.date for day in told.days]
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
    assert (days[0], days[-1]) == (start.date(), told.due_on)
    assert told.due_on >= announced
    assert all(day.counted == bool(day.amount) for day in told.days)
    if rule.counted and rule.kind != "months":
        assert told.total == (rule.number + extra) * (60 if told.unit == "minutes" else 1)


def _asked(chance: Random) -> Asked:
    kind = chance.choice(["working_days", *LONGEST, "duration", "cycle"])
    if kind == "cycle":
        kind, turn = chance.choice(["duration", *PERIODS]), chance.randint(1, TURNS)
        return Asked(kind, chance.randint(1, 5), chance.randint(0, 23), turn)
    return Asked(kind, chance.randint(1, LONGEST.get(kind, 180)), chance.randint(0, 23))


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
