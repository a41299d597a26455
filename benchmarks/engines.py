"""What a case costs the processor, in ours and in stock SpiffWorkflow, step by step."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from statistics import median
from time import process_time

from benchmarks import joint
from benchmarks.goals import Row
from benchmarks.targets.plain import StockRun
from engine import Process, Run

NEEDED = 3.5
AT = datetime(2026, 3, 2, 1, tzinfo=UTC)
CASES = 5


def measure(rounds: int) -> Iterator[Row]:
    """Yield the row of the processor's time, the engines taking turns."""
    process = joint.drawn(joint.FEEL).process(review__form=joint.FORM)
    stock = StockRun.of(joint.drawn(joint.PYTHON).xml(), joint.KEY)
    deeds = (lambda: _ours(process), lambda: _stock(stock))
    for deed in deeds:
        deed()  # warm
    ours, theirs = zip(*([_taken(deed) for deed in deeds] for _ in range(rounds)), strict=True)
    yield _row(ours, theirs)


def _row(ours: Sequence[float], theirs: Sequence[float]) -> Row:
    best = max(ref / mine for mine, ref in zip(ours, theirs, strict=True))
    return Row(
        "CPU",
        "ms of the processor for a joint review of 50 nodes: stock by ours",
        median(ours),
        median(theirs),
        median(theirs) / median(ours),
        NEEDED,
        least=True,
        best=best,
        raw={"ours": [*ours], "ref": [*theirs]},
    )


def _taken(deed: Callable[[], None]) -> float:
    begun = process_time()
    for _ in range(CASES):
        deed()
    return 1000 * (process_time() - begun) / CASES


def _ours(process: Process) -> None:
    """Load, check the form, move and save at every step, as a use case does."""
    run, change = Run.start(process, {}, {}, AT)
    state, asked = run.save(), {task.step: task for task in change.opened}
    for step, answers in joint.walk():
        run = Run.load(process, state, {}, {})
        task = asked.pop(step)
        form = process.forms.get(task.form or "")
        given = form.check(answers, run.names(task.id), AT) if form else answers
        change = run.complete(task.id, given, AT)
        asked |= {task.step: task for task in change.opened}
        state = run.save()
    if run.ended != "granted":
        raise RuntimeError(f"the case ended at {run.ended}")


def _stock(stock: StockRun) -> None:
    state, asked = stock.start()
    ended = False
    for step, answers in joint.walk():
        state, asked, ended = stock.complete(state, asked[step], answers)
    if not ended:
        raise RuntimeError("the case did not end")
