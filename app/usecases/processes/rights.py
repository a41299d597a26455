"""Who publishes processes."""

from app.usecases.work import Work
from engine.errors import NotAllowed

DESIGNERS = frozenset({"process_designer", "administrator"})


def designers_only(work: Work) -> None:
    """Refuse whoever publishes no processes.

    :raises NotAllowed: the actor is neither a process designer nor an administrator.
    """
    if not work.actor.roles & DESIGNERS:
        raise NotAllowed("process.not_designer", "Only process designers publish processes.")
