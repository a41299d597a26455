"""A step costs the same late in a case and in a large diagram: how much more, as ratios."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from statistics import median
from time import process_time

from benchmarks.goals import Row
from engine import Process, Run
from tests.engine.drawing import Drawing

LATE, LARGE = ("P10", 2.0), ("P11", 3.0)
AT = datetime(2026, 3, 2, 1, tzinfo=UTC)
NEAR, SMALL = 5, 6
"""So many steps from a place on are measured; so many tasks has the small diagram."""


def again() -> Drawing:
    """Draw a step that is done again and again: a loop of rework."""
    it = Drawing("again").start().gateway("exclusive", "back").user("look").user("mend")
    it.gateway("exclusive", "enough", default="enough_to_back").end("granted")
    it.flow("start", "back", "look", "mend", "enough", "back")
    return it.flow("enough", "granted", when='=look.opinion = "enough"')


def long(tasks: int) -> Drawing:
    """Draw so many tasks in a row."""
    it, names = Drawing("long").start(), [f"step_{n}" for n in range(tasks)]
    for name in names:
        it.user(name)
    return it.end().flow("start", *names, "end")


class Case:
    """A case of one process, on the engine alone; each step is loaded and saved."""

    def __init__(self, process: Process) -> None:
        self._process = process
        run, change = Run.start(process, {}, {}, AT)
        self._state, self._asked = run.save(), change.opened[0].id

    def step(self) -> None:
        """Answer what is asked."""
        run = Run.load(self._process, self._state, {}, {})
        change = run.complete(self._asked, {"opinion": "again"}, AT)
        self._state, self._asked = run.save(), change.opened[0].id

    @property
    def size(self) -> int:
        """How many bytes its state has."""
        return len(self._state)


def measure(rounds: int) -> Iterator[Row]:
    """Yield the rows of P10 and P11 for the engine."""
    each = [_late(Case(again().process())) for _ in range(rounds)]
    yield _row(LATE, "µs of the processor, engine: step 400 by step 4", each)
    small, large = long(SMALL).process(), long(200).process()
    each = [(_taken(Case(large).step), _taken(Case(small).step)) for _ in range(rounds)]
    yield _row(LARGE, "µs of the processor, engine: 200 tasks by 6", each)


def _late(case: Case) -> tuple[float, float]:
    """Return what a step takes around the 400th and around the 4th."""
    case.step()
    early = _taken(case.step)
    for _ in range(400 - 2 * NEAR):
        case.step()
    return _taken(case.step), early


def _taken(step: Callable[[], None]) -> float:
    times = []
    for _ in range(NEAR):
        begun = process_time()
        step()
        times.append(1_000_000 * (process_time() - begun))
    return median(times)


def _row(goal: tuple[str, float], what: str, each: Sequence[tuple[float, float]]) -> Row:
    ours, ref = zip(*each, strict=True)
    ratios = [mine / theirs for mine, theirs in each]
    raw = {"ours": [*ours], "ref": [*ref]}
    name, need = goal
    return Row(
        name, what, median(ours), median(ref), median(ratios), need, best=min(ratios), raw=raw
    )
