"""A deed on a case, asked for from outside: between what was due before it and what it sends."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.clock import limits, post
from app.clock.actor import CLOCK
from app.unit_of_work import unit_of_work
from app.usecases.keeping import mending
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
    case_id = None
    try:
        with unit_of_work(actor) as work:
            held = work.hold(task, case) if task or case else None
            case_id = None if held is None else held.case.id
            late = case_id if held is not None and held.late else None
            if late is None:
                yield work
        if late is not None:
            post.carry(limits.pass_due(late))
            with unit_of_work(actor) as work:
                work.hold(task, case)
                yield work
    except Broken as broken:
        with unit_of_work(CLOCK) as noting:
            mending.note(noting, case_id, broken, {"task": task} if task else {})
        raise
    post.carry(work.outbox)


def catch_up(case: str) -> None:
    """Let the limits of a case pass that are already due, and deliver what they send."""
    post.carry(limits.catch_up(case))
