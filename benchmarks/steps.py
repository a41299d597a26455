"""Completing a task over HTTP: ours, the floor and stock SpiffWorkflow in turn."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from statistics import median

from benchmarks import days, office, peers, walking
from benchmarks.client import Failed
from benchmarks.goals import Row, compared, slower
from benchmarks.office import Databases
from benchmarks.plan import Plan
from benchmarks.serving import OURS, served
from benchmarks.storing import stored_bytes
from benchmarks.targets import tables
from benchmarks.windows import Window, take

NEEDED = {
    ("floor", "postgres"): ("P1", 0.65),
    ("floor", "sqlite"): ("P2", 0.55),
    ("stock", "postgres"): ("P3", 1.3),
    ("stock", "sqlite"): ("P3", 1.4),
    ("spiffarena", "postgres"): ("P4", 12.0),
    ("camunda7", "postgres"): ("P5", 1.0),
}
P7_NEED = 2.0
P17_NEED, P17_CLIENTS = 3.0, 8
P19_NEED = 8.0


@dataclass
class Target:
    """A server under measurement.

    :param abroad: whether it runs without us, so that its own work looks like that of others.
    :param stored: tells how many steps its database knows of, in each way it can be asked.
    :param bytes_before: the size of its database without a case.
    """

    name: str
    kind: str
    url: str
    walk: Callable[[], Iterator[tuple[str, float]]]
    stored: Callable[[str], Sequence[int]]
    bytes_before: int
    abroad: bool = False
    acknowledged: Counter[str] = field(default_factory=Counter)
    windows: dict[int, list[Window]] = field(default_factory=dict)

    def measure(self, clients: int, plan: Plan) -> None:
        """Take a window, again while it is noisy; keep the quietest."""
        taken: list[Window] = []
        while len(taken) < plan.tries and (not taken or taken[-1].noisy):
            taken.append(take(self.walk, clients, plan.seconds))
            taken[-1].foreign *= not self.abroad
            self.acknowledged += taken[-1].acknowledged
        quietest = min(taken, key=lambda window: window.foreign)
        self.windows.setdefault(clients, []).append(quietest)

    def account(self) -> None:
        """See that exactly the acknowledged steps are stored.

        :raises Failed: a step was lost, or done twice.
        """
        stored, told = self.stored(self.url), self.acknowledged["step"]
        if any(count != told for count in stored):
            raise Failed(f"{self.name} on {self.kind}: {told} steps acknowledged, {stored} stored")


def measure(databases: Mapping[str, Databases], plan: Plan) -> tuple[list[Row], list[Target]]:
    """Return the rows of P1, P2, P3, P7, P15 and of the peers, and the targets with all windows."""
    with ExitStack() as stack:
        targets = [
            target for kind in databases for target in _targets(stack, kind, databases[kind])
        ]
        targets += [_peer(stack, name, url) for name, url in plan.peers]
        for target in targets:
            target.acknowledged += take(target.walk, 4, 2).acknowledged  # warm
        for _ in range(plan.rounds):
            for clients in plan.clients:
                for target in targets:
                    target.measure(clients, plan)
        for target in _crowded(targets):
            for _ in range(plan.rounds if P17_CLIENTS not in plan.clients else 0):
                target.measure(P17_CLIENTS, plan)
        for target in targets:
            target.account()
        sizes = [_size(target) for target in targets if target.name == "ours"]
        crowds = [_even(target) for target in _crowded(targets)]
    ours = {target.kind: target.windows for target in targets if target.name == "ours"}
    return [*_rows(targets, plan), *days.rows(ours), *crowds, *sizes], targets


def _targets(stack: ExitStack, kind: str, databases: Databases) -> Iterator[Target]:
    for name in ("floor", "stock"):
        url = stack.enter_context(databases.like("plain", tables.make))
        port = stack.enter_context(served(f"benchmarks.targets.{name}:create_app", url))
        yield Target(name, kind, url, partial(walking.plain, port), tables.steps_stored, 0)
    with databases.like("office", office.fill) as weighed:
        office.let_in(weighed)
        before = stored_bytes(weighed)
    url = stack.enter_context(databases.like("office", office.fill))
    tokens = office.let_in(url)
    walk = partial(walking.ours, stack.enter_context(served(OURS, url)), tokens)
    yield Target("ours", kind, url, walk, office.steps_stored, before)


def _peer(stack: ExitStack, name: str, url: str) -> Target:
    peer = stack.enter_context(peers.ADAPTERS[name](url))
    return Target(name, "postgres", url, peer.walk, peer.stored, 0, abroad=True)


def _rows(targets: Sequence[Target], plan: Plan) -> Iterator[Row]:
    by_name = {(target.name, target.kind): target.windows for target in targets}
    for (name, kind), (goal, need) in NEEDED.items():
        if not {("ours", kind), (name, kind)} <= by_name.keys():
            continue
        pair = by_name["ours", kind], by_name[name, kind]
        what = f"steps a second, {kind}, {{}} client(s), by {name}"
        for clients in plan.clients:
            windows = (pair[0][clients], pair[1][clients])
            yield compared(goal, what.format(clients), windows, need)
            if name == "floor":
                what_p95 = f"p95 of a step (ms), {kind}, {clients} client(s), by floor"
                yield slower("P7", what_p95, windows, "step", P7_NEED)


def _crowded(targets: Sequence[Target]) -> list[Target]:
    """Return ours on SQLite, where all who write wait for each other."""
    return [target for target in targets if (target.name, target.kind) == ("ours", "sqlite")]


def _even(target: Target) -> Row:
    """Return the row of P17: how much longer the slowest steps take than the usual ones."""
    windows = target.windows[P17_CLIENTS]
    late, usual = ([one.percentile("step", percent) for one in windows] for percent in (95, 50))
    ratios = [one / other for one, other in zip(late, usual, strict=True)]
    what = f"p95 of a step by p50 (ms), {target.kind}, {P17_CLIENTS} clients"
    noisy = any(one.noisy for one in windows)
    raw = {"p95": late, "p50": usual}
    middle = (median(late), median(usual), median(ratios))
    return Row("P17", what, *middle, P17_NEED, best=min(ratios), noisy=noisy, raw=raw)


def _size(target: Target) -> Row:
    cases = target.acknowledged["step"] / len(office.STEPS)
    each = (stored_bytes(target.url) - target.bytes_before) / cases / 1024
    return Row("P19", f"KiB a completed case, {target.kind}", each, None, each, P19_NEED)
