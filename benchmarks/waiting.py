"""A million cases that only wait cost nothing: neither the start of a server, nor a tick."""

import time
from collections.abc import Iterator, Mapping
from statistics import median

from app import clock, create_app
from benchmarks import crowds, inboxes, office
from benchmarks.client import Client
from benchmarks.goals import Row
from benchmarks.office import Databases
from benchmarks.plan import Plan
from benchmarks.serving import OURS, served

READY_SECONDS, NO_SLOWER = 5.0, 1.5
DUE = 200


def measure(databases: Mapping[str, Databases], plan: Plan) -> Iterator[Row]:
    """Yield the rows of P20, and how much longer a tick takes where many limits wait."""
    few, *_, many = plan.open_tasks
    for kind, made in databases.items():
        ticks = {}
        for size in (few, many):
            with made.like("office", office.fill) as url:
                inboxes.open_tasks(url, size)
                if size == many:
                    yield _ready(kind, url, size)
                ticks[size] = _ticks(url, plan.rounds)
        what = f"ms of a tick, {kind}, {DUE} due of {many:,} that wait by {few:,}"
        ours, ref = median(ticks[many]), median(ticks[few])
        raw = {"ours": ticks[many], "ref": ticks[few]}
        best = min(ticks[many]) / min(ticks[few])
        yield Row("P20", what, ours, ref, ours / ref, NO_SLOWER, best=best, raw=raw)


def _ready(kind: str, url: str, size: int) -> Row:
    begun = time.perf_counter()
    with served(OURS, url) as port:
        Client(port).call("GET", "/readyz")
        taken = time.perf_counter() - begun
    what = f"s until ready to serve, {kind}, {size:,} open cases"
    return Row("P20", what, taken, None, taken, READY_SECONDS)


def _ticks(url: str, rounds: int) -> list[float]:
    """Return how many milliseconds a tick takes each time some limits are due."""
    app, taken = create_app({"DATABASE_URL": url}), list[float]()
    with app.app_context():
        clock.tick()
        for number in range(rounds):
            crowds.let_be_due(url, (number + 1) * DUE, number * DUE + 1)
            begun = time.perf_counter()
            clock.tick()
            taken.append(1000 * (time.perf_counter() - begun))
    app.extensions["parts"].database.close()
    return taken
