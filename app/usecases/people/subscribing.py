"""A person subscribes to their limits: a secret address for the calendar they already use."""

from secrets import token_urlsafe

from app.storage.desk.asking import person_id_of
from app.storage.office import feeds
from app.storage.office.feeds import Feed
from app.storage.office.people import Person
from app.storage.office.signins import token_hash
from app.usecases.work import Work
from engine.errors import NotAllowed, NotFound
from engine.people import Actor


def new_secret() -> str:
    """Return a secret nobody can guess: 192 bits."""
    return token_urlsafe(24)


def subscribe(work: Work, secret: str) -> Feed:
    """Let a secret open the limits of the actor; an earlier one opens nothing any more.

    :raises NotAllowed: only people of the office have a calendar.
    """
    person_id = _person_id(work)
    work.session.get_one(Person, person_id, with_for_update=True)
    feed = work.session.get(Feed, person_id) or Feed(person_id=person_id)
    feed.token_hash, feed.made_at = token_hash(secret), work.now
    work.session.add(feed)
    return feed


def unsubscribe(work: Work) -> None:
    """Let no secret open the limits of the actor any more; where there is none, nothing happens.

    :raises NotAllowed: only people of the office have a calendar.
    """
    feed = work.session.get(Feed, _person_id(work))
    if feed is not None:
        work.session.delete(feed)


def subscribed(work: Work) -> Feed | None:
    """Return the feed of the actor, if they have one."""
    return work.session.get(Feed, person_id_of(work.actor))


def own(work: Work) -> Feed:
    """Return the feed of the actor.

    :raises NotFound: they have none, or none any more.
    """
    if (feed := subscribed(work)) is None:
        raise NotFound("feed.unknown", "This address opens no calendar.")
    return feed


def reader(work: Work, secret: str) -> Actor:
    """Return whose limits a secret opens, with the posts they hold today.

    :raises NotFound: it opens nothing, or whoever it belonged to has left.
    """
    feed = feeds.of_token(work.session, secret)
    person = work.session.get(Person, feed.person_id) if feed is not None else None
    if person is None or not person.active:
        raise NotFound("feed.unknown", "This address opens no calendar.")
    held = [post for post in person.posts if post.held_on(work.today)]
    pairs = frozenset((post.department, post.role) for post in held)
    return Actor(id=f"person:{person.id}", name=person.name, pairs=pairs)


def _person_id(work: Work) -> int:
    person_id = person_id_of(work.actor)
    if person_id is None:
        message = "Only people of the office have a calendar of limits."
        raise NotAllowed("feed.not_yours", message)
    return person_id
