"""Takes one thing that waits and tries it: the same for jobs, letters and exports."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import structlog
from sqlalchemy.exc import OperationalError

from app.storage.ground.leased import Leased
from app.unit_of_work import look, unit_of_work
from app.usecases.jobs.failing import Failed, Hopeless, Thrown
from app.usecases.work import Work
from engine.people import Actor

log = structlog.get_logger(__name__)

MACHINE = Actor(id="machine", name="系统作业", sees_all=True)

Taken = TypeVar("Taken")


def take(waits: Callable[[Work], object], lease: Callable[[Work], Taken | None]) -> Taken | None:
    """Take what waits longest, in a transaction of its own; who only looks disturbs no writer."""
    with look(MACHINE) as work:
        if not waits(work):
            return None
    with unit_of_work(MACHINE) as work:
        return lease(work)


def carry_out(deed: Callable[[Taken], None], taken: Taken) -> None:
    """Try what was taken; one that the database turns away is tried again after its lease."""
    try:
        deed(taken)
    except OperationalError:
        log.warning("the database was busy; it is tried again", what=taken)


@contextmanager
def attempt(row: Leased, lost: Hopeless, crashed: Failed) -> Iterator[None]:
    """Let whatever goes wrong in here be a failure of this attempt, and of nothing else.

    :param lost: told of what stopped the office so often that no attempt is left; it says how
        many ``attempts`` there were.
    :param crashed: told of what nobody foresaw; it says which ``error`` it was.
    :raises Hopeless: no attempt is left to make.
    :raises Failed: the attempt came to nothing.
    """
    if row.left < 0:
        raise Hopeless(lost.code, lost.message, **lost.params, attempts=row.attempts - 1)
    try:
        yield
    except (Failed, Thrown, OperationalError):
        raise
    except Exception as error:  # whatever it is, the others still have to be tried
        log.exception("an attempt went wrong", code=crashed.code, id=row.id)
        why = {**crashed.params, "error": type(error).__name__}
        raise Failed(crashed.code, crashed.message, **why) from error
