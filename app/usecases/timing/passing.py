"""Letting limits pass, one or many at once: claim and effect in one transaction."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.storage.case import cases, history, holding
from app.storage.case.cases import Case
from app.storage.case.history import Fact
from app.storage.clock import due_limits
from app.storage.clock.deadlines import RUNNING, Deadline
from app.storage.desk import tasks
from app.usecases.moving import in_hand
from app.usecases.timing import marking, moving, overtaking, urging
from app.usecases.work import Work
from engine.errors import Conflict

Passed = tuple[Case, Deadline]
"""A case, and the limit of it that passed."""


@dataclass(frozen=True)
class First:
    """The first due limit of each of some cases.

    :param alone: those that are left to ``pass_deadline``, each in a transaction of its own.
    :param marked: those that have passed.
    :param again: inner ids of the cases of which more is due.
    """

    alone: Sequence[Deadline]
    again: Collection[int]
    marked: Sequence[Passed] = ()


def pass_deadline(work: Work, case_id: int, deadline_id: str, wait: bool = True) -> Passed | None:
    """Let one limit of a case pass: claim and effect in one transaction, exactly once.

    What passes is returned: instead of a reminder it is what has overtaken it, or nothing where
    that waits for a person's word.

    :param wait: for whoever holds the case.
    :raises NotFound: there is no such case, or somebody holds it and nobody is to wait.
    :raises Conflict: it was met, moved, passed already, or waits for a person's word; there is
        nothing to do.
    """
    case = cases.locked_by_id(work.session, case_id, wait)
    found = holding.limit(work.session, case_id, deadline_id)
    if found is None:
        raise _gone()
    deadline, moment = found
    work.set_moment(moment)
    if deadline.moves:
        moved = _move(work, case, deadline)
        return (case, moved) if moved is not None else None
    _mark(work, case, deadline)
    return case, deadline


def _move(work: Work, case: Case, timer: Deadline) -> Deadline | None:
    """Let a limit that moves its case pass, or what has overtaken it; return which it was."""
    if timer.state != RUNNING or timer.held_by is not None:
        raise _gone()
    run = in_hand(work, case).run()
    deadline = overtaking.instead(work, run, timer)
    if deadline is None:
        return None
    if deadline.moves:
        _claim(work, [deadline])
        moving.move(work, case, deadline, run)
    else:
        _mark(work, case, deadline)
    return deadline


def _mark(work: Work, case: Case, deadline: Deadline) -> None:
    _claim(work, [deadline])
    facts = _effect(work, case, deadline)
    history.write(work.session, case, facts, work.actor, work.now)


def first_of(work: Work, case_ids: Collection[int]) -> First:
    """Return the first due limit of each of some cases; none of them passes by that."""
    due = [] if work.clock_stopped else due_limits.of_cases(work.session, case_ids, work.now)
    first: dict[int, Deadline] = {}
    for one in due:
        first.setdefault(one.case_id, one)
    more = {one.case_id for one in due if one is not first[one.case_id]}
    return First([*first.values()], more)


def mark_first(work: Work, case_ids: Collection[int]) -> First:
    """Let the first due limit of each of some cases pass in one transaction, where it only marks.

    One of each case, because what it does may end or move the others. Cases that somebody
    holds are passed over.

    :raises Conflict: one of them was met, moved, or passed already; nothing may be kept.
    """
    held = {case.id: case for case in holding.hold_free(work.session, case_ids)}
    first = first_of(work, held)
    marks = [(held[one.case_id], one) for one in first.alone if not one.moves]
    if marks:
        _mark_all(work, marks)
    return First([one for one in first.alone if one.moves], first.again, marks)


def _mark_all(work: Work, marks: Sequence[Passed]) -> None:
    _claim(work, [deadline for _, deadline in marks])
    asked = [deadline.task_id for _, deadline in marks if deadline.task_id]
    work.read_ahead(tasks.of_ids(work.session, asked))
    told = [(case, _effect(work, case, deadline)) for case, deadline in marks]
    history.write_each(work.session, told, work.actor, work.now)


def _claim(work: Work, passing: Sequence[Deadline]) -> None:
    if work.clock_stopped or not due_limits.claim(work.session, passing, work.now):
        raise _gone()


def _effect(work: Work, case: Case, deadline: Deadline) -> list[Fact]:
    urging.let_wait(work, case, deadline)
    return marking.effect_of(deadline)(work, case, deadline)


def _gone() -> Conflict:
    return Conflict("deadline.gone", "This limit no longer counts, or has not passed yet.")
