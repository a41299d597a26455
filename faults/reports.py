"""What a run of breaking came to: counted, summed up, printed and kept."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

RESULTS = Path(__file__).parent / "results"
MOST_TOLD = 20


class Summed:
    """Adds up field by field."""

    def __iadd__(self, other: Self) -> Self:
        for one in fields(self):
            value = getattr(self, one.name)
            value += getattr(other, one.name)
            setattr(self, one.name, value)
        return self


@dataclass
class Losses(Summed):
    """What must all be nothing."""

    missing: int = 0  # acknowledged and not there, or acknowledged twice
    lost: int = 0  # limits that were due and did not pass; letters nobody sent
    doubled: int = 0  # effects of one limit, message, job or letter that happened twice, or by half
    early: int = 0  # limits that passed before their time by the database's clock
    two_decisions: int = 0  # cases decided more than once
    chains: int = 0  # broken histories
    breaches: int = 0  # of the other invariants
    failures: int = 0  # of the office or of the harness: it did not come back, nothing was broken

    def __bool__(self) -> bool:
        return any(getattr(self, one.name) for one in fields(self))


@dataclass
class Report(Summed):
    """What rounds of one scenario on one kind of database came to.

    :param broken: kills, pauses, cuts: whatever the scenario does to the office.
    :param at: how often by the place where it was done.
    :param told: what was found, in words.
    """

    broken: int = 0
    cases: int = 0
    deeds: int = 0  # acknowledged
    passed: int = 0  # limits
    at: Counter[str] = field(default_factory=Counter)
    losses: Losses = field(default_factory=Losses)
    told: list[str] = field(default_factory=list)

    def fails(self, why: str) -> None:
        """Note that something went wrong that is no loss."""
        self.losses.failures += 1
        self.told.append(why)


Played = Mapping[tuple[str, str], Report]
"""By scenario and kind of database."""
COUNTED = ("broken", "cases", "deeds", "passed")


def table(played: Played) -> str:
    """Return the reports as lines of a table."""
    lost = [one.name for one in fields(Losses)]
    cells = [("scenario", "database", *COUNTED, *(name.replace("_", " ") for name in lost))]
    for (scenario, kind), report in played.items():
        counts = [getattr(report, name) for name in COUNTED]
        counts += [getattr(report.losses, name) for name in lost]
        cells.append((scenario, kind, *(f"{count:,}" for count in counts)))
    widths = [max(len(line[place]) for line in cells) for place in range(len(cells[0]))]
    return "\n".join(_line(line, widths) for line in cells)


def places(played: Played) -> str:
    """Return where it was broken how often, a line for each scenario and database."""
    return "\n".join(
        f"{scenario} {kind}: " + ", ".join(f"{at} {n}" for at, n in sorted(report.at.items()))
        for (scenario, kind), report in played.items()
    )


def keep(played: Played, run: Mapping[str, Any]) -> Path:
    """Write everything that was counted into a file, and return which.

    :param run: what to remember of the run: its seed, its seconds.
    """
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}.json"
    rows = [
        {"scenario": scenario, "database": kind, **vars(report), "losses": vars(report.losses)}
        for (scenario, kind), report in played.items()
    ]
    told = {**run, "rows": rows}
    file.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    return file


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    names = [f"{cell:{wide}}" for cell, wide in zip(cells[:2], widths[:2], strict=True)]
    counts = [f"{cell:>{wide}}" for cell, wide in zip(cells[2:], widths[2:], strict=True)]
    return "  ".join([*names, *counts])
