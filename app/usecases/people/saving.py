"""People keep filters of their inbox under a name, choose their usual one, and share them."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.storage.desk import saved_filters
from app.storage.desk.asking import person_id_of
from app.storage.desk.saved_filters import SavedFilter
from app.storage.office.people import Person
from app.usecases.work import Work
from engine.errors import Conflict, NotAllowed

MOST = 30
"""Filters one person keeps: more than a screen holds finds nobody."""


@dataclass(frozen=True)
class Kept:
    """What somebody wants to keep.

    :param sent: the filter as it stands in the address of the inbox.
    :param usual: whether their inbox opens with it.
    :param department: whose people see it, too.
    """

    name: str
    sent: Mapping[str, str]
    usual: bool = False
    department: str | None = None


def save(work: Work, kept: Kept) -> SavedFilter:
    """Keep a filter under a name; the one of that name before is replaced.

    :raises NotAllowed: only people of the office have an inbox, and share with their own
        departments.
    :raises Conflict: they keep as many as one may keep.
    """
    person_id = person_id_of(work.actor)
    if person_id is None:
        raise NotAllowed("filter.not_yours", "Only people of the office have an inbox.")
    if kept.department is not None and kept.department not in work.actor.departments:
        message = "A filter is shared with a department of one's own."
        raise NotAllowed("filter.department_not_yours", message)
    work.session.get_one(Person, person_id, with_for_update=True)
    row = saved_filters.own_named(work.session, work.actor, kept.name)
    if row is None:
        _room_for_one(work)
        row = SavedFilter(person_id=person_id, name=kept.name)
    if kept.usual and (before := saved_filters.usual(work.session, work.actor)):
        before.usual = False
    row.filter, row.usual = dict(kept.sent), kept.usual
    row.department, row.saved_at = kept.department, work.now
    work.session.add(row)
    return row


def drop(work: Work, filter_id: int) -> None:
    """Keep a filter no longer.

    :raises NotFound: there is none, or it is somebody else's.
    """
    work.session.delete(saved_filters.own(work.session, work.actor, filter_id))


def _room_for_one(work: Work) -> None:
    if saved_filters.own_count(work.session, work.actor) >= MOST:
        message = "You keep %(most)s filters already. Remove one you do not need."
        raise Conflict("filter.too_many", message, most=MOST)
