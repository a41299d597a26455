"""A provincial day on one machine: whole cases a second, the database included."""

from collections.abc import Iterator, Sequence
from statistics import median

from benchmarks.goals import Row
from benchmarks.office import STEPS
from benchmarks.windows import Window

NEEDED = {"postgres": 35.0, "sqlite": 30.0}
"""35 a second are a million cases in eight hours."""


def rows(windows: dict[str, dict[int, list[Window]]]) -> Iterator[Row]:
    """Yield the rows of P15: what the most clients make of handing in and all steps together.

    :param windows: those of ours, by kind of database and number of clients.
    """
    for kind, taken in windows.items():
        clients = max(taken)
        yield _row(kind, clients, taken[clients])


def _row(kind: str, clients: int, windows: Sequence[Window]) -> Row:
    cases = [window.rate("step") / len(STEPS) for window in windows]
    what = f"whole cases of {len(STEPS)} tasks a second, {kind}, {clients} clients"
    middle, noisy = median(cases), any(window.noisy for window in windows)
    return Row(
        "P15",
        what,
        middle,
        None,
        middle,
        NEEDED[kind],
        least=True,
        best=max(cases),
        noisy=noisy,
        raw={"ours": cases},
    )
