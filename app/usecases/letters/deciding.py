"""Administrators decide about a letter that has not left: try it at once, or send it no more."""

from app.storage.ground.leased import FAILED, OPEN, RUNNING
from app.storage.post import letters, stoppages
from app.storage.post.letters import DROPPED, Letter
from app.usecases.keeping import mending
from app.usecases.work import Work
from engine.errors import Conflict, Invalid, NotAllowed


def retry(work: Work, letter_id: int) -> Letter:
    """Let a letter be tried at once, whatever it waits for.

    :raises NotAllowed: only administrators decide about letters.
    :raises NotFound: there is no such letter.
    :raises Conflict: it is over, or somebody sends it just now.
    """
    letter = _undecided(work, letter_id)
    if letter.held_by is not None:
        mending.retry(work, letter.held_by)
    letter.take_at = work.now
    stoppages.hasten(work.session, letter.channel, work.now)
    work.call_machines()
    return letter


def drop(work: Work, letter_id: int, reason: str) -> Letter:
    """Send a letter no more, with the reason; its notice stands in the house.

    :raises Invalid: no reason was given.
    :raises NotAllowed: only administrators decide about letters.
    :raises NotFound: there is no such letter.
    :raises Conflict: it is over, or somebody sends it just now.
    """
    if not reason.strip():
        raise Invalid("letter.no_reason", "Please say why the letter is not sent any more.")
    letter = _undecided(work, letter_id)
    if letter.held_by is not None:
        mending.skip(work, letter.held_by, reason)
    letter.end(DROPPED, work.now)
    message = "Dropped by %(who)s: %(reason)s"
    params = {"who": work.actor.name, "reason": reason}
    letter.error = {"code": "letter.dropped", "message": message, "params": params}
    return letter


def _undecided(work: Work, letter_id: int) -> Letter:
    if "administrator" not in work.actor.roles:
        raise NotAllowed("letter.not_yours", "Only administrators decide about letters.")
    letter = letters.locked(work.session, letter_id)
    if letter.state == RUNNING:
        raise Conflict("letter.in_hand", "Somebody sends this letter just now: look again soon.")
    if letter.state not in (OPEN, FAILED):
        raise Conflict("letter.over", "This letter has left or was dropped.")
    return letter
