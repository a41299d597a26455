"""What waits for somebody: the counts beside the navigation, all of them in one statement."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.storage.clock import silences
from app.storage.desk import asking, copy_lists, inbox
from app.storage.joint import questions
from app.storage.post import notices
from app.storage.supervision import card_lists
from engine.people import Actor

MOST = 100


def counts(session: Session, actor: Actor, at: datetime, decides: bool) -> dict[str, int]:
    """Return how much waits for a person, each counted up to ``MOST``.

    :param at: the moment it is.
    :param decides: whether appeals against cards wait for them.
    """
    counted = _counted(asking.anybody_like(actor), decides)
    return dict(session.execute(counted, asking.told(actor, now=at)).one()._mapping)


@lru_cache(asking.KEPT)
def _counted(actor: Actor, decides: bool) -> Select[*tuple[Any, ...]]:
    asked = {
        "claimable": inbox.open_ids(actor, "claimable", MOST),
        "mine": inbox.open_ids(actor, "mine", MOST),
        "owed": silences.owed_ids(actor, MOST),
        "copies": copy_lists.unread_ids(actor, MOST),
        "notices": notices.unread_ids(actor, MOST),
        "questions": questions.waiting_ids(actor, MOST),
        "cards": card_lists.waiting_ids(actor, MOST),
    }
    if decides:
        asked["appeals"] = card_lists.appealed_ids(MOST)
    columns = [
        select(func.count()).select_from(ids.subquery()).scalar_subquery().label(name)
        for name, ids in asked.items()
    ]
    return select(*columns)
