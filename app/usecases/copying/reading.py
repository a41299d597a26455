"""Whoever has a copy notes that they have read the case."""

from app.storage.case import cases
from app.storage.case.cases import Case
from app.storage.desk import copy_lists
from app.storage.desk.asking import person_id_of
from app.usecases.work import Work
from engine.errors import NotAllowed


def read(work: Work, number: str) -> Case:
    """Note that this person has read their copies of a case; whoever sent them sees it.

    :raises NotFound: there is no such case for this actor.
    :raises NotAllowed: only people of the office have copies.

    Source: features L12 (read receipt).
    """
    case = cases.seen(work.session, number, work.actor)
    if person_id_of(work.actor) is None:
        raise NotAllowed("copy.not_yours", "Only people of the office have copies.")
    copy_lists.mark_read(work.session, work.actor, case.id, work.now)
    return case
