"""Lets many act at the same moment, each in a thread and a unit of work of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from engine.errors import Refusal


def at_once(*deeds):
    """Start all deeds together; return what each returned, or the refusal it met."""
    start = Barrier(len(deeds))

    def do(deed):
        start.wait(timeout=60)
        try:
            return deed()
        except Refusal as refusal:
            return refusal

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds))


def done(results):
    """Those that were not refused."""
    return [result for result in results if not isinstance(result, Refusal)]


def refused(results):
    """The codes of the refusals."""
    return [result.code for result in results if isinstance(result, Refusal)]
