"""A copy is taken back: its receiver may read the case no more because of it."""

from app.storage.case.cases import Case
from app.storage.case.history import Fact, write
from app.storage.desk.copies import Copy
from app.usecases.copying.addressing import named
from app.usecases.moving import pick_up
from app.usecases.work import Work
from engine.errors import Conflict, NotAllowed, NotFound


def revoke(work: Work, number: str, copy_id: int) -> Case:
    """Take a copy back; that it was read stays known.

    :raises NotFound: there is no such case for this actor, or no such copy of it.
    :raises NotAllowed: somebody else sent it, and they do not lead the case.
    :raises Conflict: it was taken back already.

    Source: docs/decisions/0192-a-copy-lets-its-receiver-read.md.
    """
    case = pick_up(work, number).case
    copy = work.session.get(Copy, copy_id)
    if copy is None or copy.case_id != case.id:
        raise NotFound("copy.unknown", "There is no such copy.")
    if not may_revoke(work, copy, case):
        message = "Only who sent a copy, or leads the case, takes it back."
        raise NotAllowed("copy.not_sent_by_you", message)
    if copy.revoked_at is not None:
        raise Conflict("copy.revoked", "This copy was taken back already.")
    copy.revoked_at = work.now
    told = Fact("copy.revoked", None, {"receivers": [named(work, copy.receiver)]})
    write(work.session, case, [told], work.actor, work.now)
    return case


def may_revoke(work: Work, copy: Copy, case: Case) -> bool:
    """Whether the actor sent the copy, or is of the department that leads the case."""
    return copy.by == work.actor.id or case.lead_department in work.actor.departments
