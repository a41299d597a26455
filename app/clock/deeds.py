"""A deed on a case, asked for from outside: between what was due before it and what it sends."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.clock import limits, post
from app.clock.limits import CLOCK
from app.unit_of_work import unit_of_work
from app.usecases import mending
from app.usecases.work import Work
from engine.errors import Broken
from engine.people import Actor


@contextmanager
def deed(actor: Actor, task: str | None = None, case: str | None = None) -> Iterator[Work]:
    """Open a unit of work for a deed on a case, after what is already due has happened.

    Fire before act (decision 9): limits that passed before the deed come first, each in a
    unit of work of its own, in order of due time. A deed the process cannot go on from is
    rolled back and leaves an incident. What the deed sends to other cases is delivered once
    it is stored.
    """
    case_id = catch_up(task, case)
    try:
        with post.mailing(actor) as work:
            yield work
    except Broken as broken:
        with unit_of_work(CLOCK) as work:
            mending.note(work, case_id, broken, {"task": task} if task else {})
        raise


def catch_up(task: str | None = None, case: str | None = None) -> int | None:
    """Let the limits of one case pass that are already due, and deliver what they send.

    :returns: the inner id of the case, if there is one.
    """
    caught = limits.catch_up(task, case)
    post.carry(caught.sent)
    return caught.case_id
