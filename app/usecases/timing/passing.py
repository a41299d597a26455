"""Letting one limit pass: claim and effect in one transaction."""

from app.storage import cases, deadlines
from app.storage.cases import Case
from app.storage.deadlines import RUNNING, Deadline
from app.storage.history import write
from app.usecases.timing import marking, moving
from app.usecases.work import Work
from engine.errors import Conflict


def pass_deadline(work: Work, case_id: int, deadline_id: str) -> tuple[Case, Deadline]:
    """Let one limit of a case pass: claim and effect in one transaction, exactly once.

    :raises NotFound: there is no such case.
    :raises Conflict: it was met, moved, or passed already; there is nothing to do.
    """
    case = cases.locked_by_id(work.session, case_id)
    deadline = work.session.get(Deadline, (case_id, deadline_id), populate_existing=True)
    if deadline is None or deadline.state != RUNNING or deadline.due_at > work.now:
        raise Conflict("deadline.gone", "This limit no longer counts, or has not passed yet.")
    deadlines.claim(work.session, deadline, work.now)
    if deadline.moves:
        moving.move(work, case, deadline)
    else:
        facts = marking.effect_of(deadline)(work, case, deadline)
        write(work.session, case, facts, work.actor, work.now)
    return case, deadline
