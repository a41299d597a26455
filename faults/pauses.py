"""Processes stop in the middle of a deed, longer than anybody waits for them, and go on later."""

import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import islice

from faults.ground import Ground
from faults.judging import judge
from faults.kills import come_in, wishes
from faults.nest import Nest, let_live, nest
from faults.reports import Report

AT_ONCE = {"sqlite": 1, "postgres": 5}
"""Who stops inside of a transaction holds all of SQLite, and with PostgreSQL its case."""
SECONDS = {"sqlite": 1.0, "postgres": 11.0}
"""How long: with PostgreSQL until the database hangs up on who idles in a transaction."""
MOST_TRIES = 10


def play(ground: Ground, pauses: int) -> Report:
    """Stop processes at their points; others go on meanwhile, until all leases are over."""
    come_in(ground)
    report, at_once = Report(), AT_ONCE[ground.kind]
    some = (one for one in wishes(ground.draw) if one["point"])
    with ExitStack() as stack:
        nests = [stack.enter_context(nest(ground.url, ground.folder)) for _ in range(at_once)]
        thread = stack.enter_context(ThreadPoolExecutor(1))
        for _ in range(MOST_TRIES * pauses):
            if report.broken >= pauses:
                break
            stopped = {}
            for process, wish in zip(nests, islice(some, at_once), strict=False):
                how, _, pid = let_live(process, {**wish, "signal": signal.SIGSTOP}).partition(" ")
                if how == "stopped":
                    stopped[pid] = process
                    report.at[wish["point"]] += 1
            if stopped:
                others = thread.submit(ground.drain)
                time.sleep(SECONDS[ground.kind])
                _wake(stopped, report)
                others.result()
    if report.broken < pauses:
        report.fails(f"only {report.broken} of {pauses} processes came to their point")
    ground.drain()
    report += judge(ground)
    return report


def _wake(stopped: dict[str, Nest], report: Report) -> None:
    """Let processes go on that nobody waits for any more; they end in order."""
    for pid, process in stopped.items():
        how = let_live(process, {"wake": int(pid)})
        report.broken += 1
        if how != "ended 0":
            report.fails(f"a process that was stopped: {how}")
