"""The post follows the run: what it listens for from now on, and what it throws."""

from collections.abc import Iterable

from app.storage.case import waits
from app.storage.case.cases import Case
from app.storage.case.history import Fact, digest_of
from app.storage.case.waits import Wait
from app.storage.ground.base import write_rows
from app.usecases.moving.moved import Moved
from app.usecases.post import posting
from app.usecases.work import Work
from engine import change
from engine.errors import Broken, Invalid, NotAllowed


def project(moved: Moved) -> list[Fact]:
    """Write the waits that began, remove those that ended, and keep what is thrown.

    :raises Broken: what is thrown cannot be carried.
    """
    _listen(moved)
    return [_throw(moved, thrown) for thrown in moved.change.messages]


def _listen(moved: Moved) -> None:
    """Keep the waits of a case as rows; that it may be withdrawn is not the post's business."""
    work, case = moved.work, moved.case
    if case.waits and moved.change.deaf:
        case.waits -= waits.forget(work.session, moved.change.deaf)
    listen(work, case, moved.change.listening)


def listen(work: Work, case: Case, begun: Iterable[change.Wait]) -> None:
    """Let the post know what a case waits for from now on."""
    rows = [_row(work, case, wait) for wait in begun if posting.carries(wait)]
    if not rows:
        return
    write_rows(work.session, Wait, rows)
    case.waits += len(rows)
    if any(row["kind"] == "message" for row in rows):
        work.outbox.listeners.add(case.id)


def _row(work: Work, case: Case, wait: change.Wait) -> dict[str, object]:
    return {
        "id": wait.id,
        "case_id": case.id,
        "kind": wait.kind,
        "name": wait.name,
        "key": wait.key,
        "step": wait.step,
        "since": work.now,
    }


def _throw(moved: Moved, thrown: change.Message) -> Fact:
    try:
        if thrown.kind == "message":
            posting.not_withdrawal(thrown.name)
        sender = posting.Sender(moved.work.actor.name, moved.case)
        message = posting.throw(moved.work, thrown, sender)
    except Invalid as refusal:  # whoever acts is not to blame for what the process throws
        fault = refusal.faults[0]
        raise Broken(fault.code, fault.message, **fault.params) from refusal
    except NotAllowed as refusal:
        raise Broken(refusal.code, refusal.message, **refusal.params) from refusal
    details = {
        "message": message.id,
        "name": thrown.name,
        "sent": thrown.kind,
        "digest": digest_of(message.payload),
    }
    return Fact("message.thrown", None, details)
