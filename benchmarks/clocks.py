"""How many due moments one process counts in a second, on the calendar of the product."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from time import process_time

from benchmarks.goals import Row
from engine.rules import holidays
from engine.rules.calendar import WorkCalendar
from engine.rules.deadlines import due_at
from engine.rules.pauses import Pause
from engine.rules.timers import Kind, Rule

TABLE = Path(__file__).parent.parent / "app" / "office" / "calendar" / "cn.csv"
COUNTED, NEED = 50_000, 100_000.0
FIRST = datetime(2022, 1, 3, 1, tzinfo=UTC)
STOPS = (
    Pause(date(2024, 3, 4), date(2024, 3, 18)),
    Pause(date(2024, 3, 11), date(2024, 3, 22)),
)
UNITS: Sequence[tuple[str, Kind, str, tuple[Pause, ...]]] = (
    ("20 working days", "working_days", "20", ()),
    ("20 working days, two pauses", "working_days", "20", STOPS),
    ("60 natural days", "natural_days", "60", ()),
    ("7 office hours", "working_hours", "7", ()),
)


def measure(rounds: int) -> list[Row]:
    """Return how many due moments a second of each unit, over five years of starts."""
    told = holidays.read(TABLE.read_text(encoding="utf-8"))
    calendar = holidays.calendar_of(told)
    return [_row(unit, [_rate(calendar, *unit[1:]) for _ in range(rounds)]) for unit in UNITS]


def _row(unit: tuple[str, Kind, str, tuple[Pause, ...]], rates: list[float]) -> Row:
    rate = median(rates)
    what = f"due moments a second, {unit[0]}"
    return Row("T1", what, rate, None, rate, NEED, least=True, best=max(rates), raw={"rate": rates})


def _rate(calendar: WorkCalendar, kind: Kind, value: str, pauses: Sequence[Pause]) -> float:
    starts = [FIRST + timedelta(hours=n % 40_000) for n in range(COUNTED)]
    rule, begun = Rule(kind, value), process_time()
    for start in starts:
        due_at(rule, start, calendar, pauses)
    return COUNTED / (process_time() - begun)
