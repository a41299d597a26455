"""Questions about a person, kept for everybody who holds the same roles.

To put a question of many parts together takes ten times as long as to have it answered. What is a
person's own, and the moment it is, stand in it by name and are told anew each time (record 0228).
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import BindParameter, Integer, String, bindparam

from app.storage.ground.moments import UtcTime
from engine.people import Actor

KEPT = 32
"""For how many sets of roles one process keeps a question; it takes up to 250 KiB for each."""


def person_id_of(actor: Actor) -> int | None:
    """Return the row id behind an actor's id, ``None`` for applicants and the clock."""
    kind, _, number = actor.id.partition(":")
    return int(number) if kind == "person" else None


def person(actor: Actor) -> BindParameter[int | None]:
    """Return the row id of whoever asks, as a part of a question."""
    return bindparam("person", person_id_of(actor), Integer())


def actor_id(actor: Actor) -> BindParameter[str]:
    """Return the id of whoever asks, as a part of a question."""
    return bindparam("actor_id", actor.id, String())


def moment(name: str, at: datetime) -> BindParameter[datetime]:
    """Return a moment, as a part of a question.

    :param name: by which it is told when a kept question is asked again.
    """
    return bindparam(name, at, UtcTime())


def anybody_like(actor: Actor) -> Actor:
    """Return somebody who holds the same roles and is nobody, for whom a question is kept.

    A part of it that forgets to name what is a person's own finds nothing, and nobody else's.
    """
    return replace(actor, id="", name="", case=None)


def told(actor: Actor, **moments: datetime) -> dict[str, object]:
    """Return what a kept question is told of whoever asks."""
    return {"person": person_id_of(actor), "actor_id": actor.id, **moments}
