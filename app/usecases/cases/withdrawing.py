"""An applicant takes the application back before it is decided."""

from app.storage.case.cases import Case
from app.storage.case.history import Fact, digest_of
from app.usecases.moving import Moved, pick_up, put_back
from app.usecases.post import posting
from app.usecases.work import Work
from engine.errors import NotAllowed

MESSAGE = posting.WITHDRAWAL


def withdraw(work: Work, number: str, reason: str) -> Case:
    """End a case because its applicant no longer wants it.

    :raises NotFound: there is no such case for this actor.
    :raises NotAllowed: neither the party of the case nor a window clerk acting for it.
    :raises Conflict: it is decided already, or its process has no withdrawal.
    """
    hand = pick_up(work, number)
    if work.actor.case != number and "window_clerk" not in work.actor.roles:
        raise NotAllowed("case.not_party", "Only the applicant withdraws, or the window for them.")
    run = hand.run()
    change = run.message(MESSAGE, {"reason": reason}, at=work.now)
    told = Fact("case.withdrawal", None, {"reason": digest_of(reason)})
    put_back(Moved(work, hand.case, change), run, [told])
    return hand.case
