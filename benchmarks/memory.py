"""How much memory a server takes, and how much more where many tasks are open."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.goals import Row

MOST, MOST_GROWN = 130.0, 20.0
KIB = 1024
Sizes = Mapping[int, float]


def of_worker(pid: int) -> float:
    """Return the resident MiB of the largest worker of a server; one without is its own."""
    return max(_resident(each) for each in _workers(pid) or [pid])


def rows(taken: Mapping[str, Sizes]) -> Iterator[Row]:
    """Yield the rows of P18.

    :param taken: MiB after work, by kind of database and number of open tasks.
    """
    for kind, sizes in taken.items():
        least, *_, most = sorted(sizes)
        what = f"MiB of the largest worker, {kind}, {most:,} open tasks"
        raw = {"each": [sizes[size] for size in sorted(sizes)]}
        yield Row("P18", what, sizes[most], None, sizes[most], MOST, raw=raw)
        grown = sizes[most] - sizes[least]
        what = f"MiB a worker grew, {kind}, from {least:,} open tasks"
        yield Row("P18", what, grown, None, grown, MOST_GROWN)


def _workers(pid: int) -> list[int]:
    told = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(each) for each in told.split()]


def _resident(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    (resident,) = (line for line in lines if line.startswith("VmRSS:"))
    return int(resident.split()[1]) / KIB
