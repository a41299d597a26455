"""What was promised and what was found, side by side."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any

from benchmarks.windows import Window

OK, NEARLY, MISSED = "ok", "nearly: the best window reaches it", "missed"
HEAD = ("goal", "what", "ours", "ref", "ratio", "need", "verdict")


@dataclass(frozen=True)
class Row:
    """One line of the table.

    :param ratio: ours by the reference, or the figure itself where there is none.
    :param best: the ratio of the round that was best for us.
    :param least: whether ``need`` is the least (or else the most) the ratio may be.
    :param raw: every value it was made of, by name.
    :param noisy: others took too much of the CPU to believe it.
    """

    goal: str
    what: str
    ours: float
    ref: float | None
    ratio: float
    need: float
    least: bool = False
    best: float | None = None
    noisy: bool = False
    raw: dict[str, list[float]] = field(default_factory=dict)

    @property
    def verdict(self) -> str:
        """Whether the goal is kept."""
        verdict = MISSED
        if self._reaches(self.ratio):
            verdict = OK
        elif self.best is not None and self._reaches(self.best):
            verdict = NEARLY
        return f"{verdict} (noisy)" if self.noisy else verdict

    def told(self) -> dict[str, Any]:
        """Return the row for a machine."""
        return asdict(self) | {"verdict": self.verdict}

    def _reaches(self, ratio: float) -> bool:
        return ratio >= self.need if self.least else ratio <= self.need


def compared(
    goal: str, what: str, pair: tuple[Sequence[Window], Sequence[Window]], need: float
) -> Row:
    """Return the row of a goal on how many steps a second we make, by those of a reference."""
    ours, ref = ([window.rate("step") for window in windows] for windows in pair)
    return Row(
        goal,
        what,
        median(ours),
        median(ref),
        median(ours) / median(ref),
        need,
        least=True,
        best=max(mine / theirs for mine, theirs in zip(ours, ref, strict=True)),
        noisy=any(window.noisy for windows in pair for window in windows),
        raw={"ours": ours, "ref": ref},
    )


def slower(
    goal: str, what: str, pair: tuple[Sequence[Window], Sequence[Window]], kind: str, need: float
) -> Row:
    """Return the row of a goal on the 95th percentile: how many times that of a reference."""
    ours, ref = ([window.percentile(kind, 95) for window in windows] for windows in pair)
    return Row(
        goal,
        what,
        median(ours),
        median(ref),
        median(ours) / median(ref),
        need,
        best=min(mine / theirs for mine, theirs in zip(ours, ref, strict=True)),
        noisy=any(window.noisy for windows in pair for window in windows),
        raw={"ours": ours, "ref": ref},
    )


def table(rows: Sequence[Row]) -> str:
    """Return the rows as text, with every raw value under the median it went into."""
    cells = [HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[place]) for line in cells) for place in range(len(HEAD))]
    lines = []
    for line, row in zip(cells, [None, *rows], strict=True):
        lines.append("  ".join(f"{cell:{wide}}" for cell, wide in zip(line, widths, strict=True)))
        lines += [f"      {name:5} {_each(raw)}" for name, raw in (row.raw if row else {}).items()]
    return "\n".join(line.rstrip() for line in lines)


def _cells(row: Row) -> tuple[str, ...]:
    reference = "–" if row.ref is None else f"{row.ref:.1f}"
    need = f"{'≥' if row.least else '≤'} {row.need:g}"
    ratio = "–" if row.ref is None else f"{row.ratio:.2f}"
    return row.goal, row.what, f"{row.ours:.1f}", reference, ratio, need, row.verdict


def _each(raw: Sequence[float]) -> str:
    return " ".join(f"{value:.1f}" for value in raw)
