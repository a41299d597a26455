"""A request asked twice is carried out once: the answer may have been lost, not the deed."""

from dataclasses import dataclass, replace

from sqlalchemy.exc import IntegrityError

from app.storage.ground import repeats
from app.storage.ground.repeats import Repeat
from app.storage.office import settings
from app.usecases.work import Work
from engine.errors import Invalid
from engine.people import Actor


@dataclass(frozen=True)
class Request:
    """A request that carries a key of its sender's choice.

    :param route: method and path.
    :param digest: of the body, so that a key used for something else is noticed.
    """

    route: str
    key: str
    digest: str

    def part(self, name: str) -> "Request":
        """Return the request for one of several things that are asked for at once.

        >>> Request("POST /tasks/many", "k", "d").part("7").route
        'POST /tasks/many 7'
        """
        return replace(self, route=f"{self.route} {name}")


class Repeated(Exception):
    """The request was carried out already, perhaps while we were waiting."""


def begin(work: Work, request: Request) -> Repeat:
    """Take the key in the deed's own transaction; who is second waits here for the first.

    A deed that is refused gives the key back with everything else.

    :raises Repeated: it was carried out; ``outcome`` tells how.

    Source: decision 11.
    """
    if repeats.find(work.session, _sender(work.actor), request.route, request.key) is not None:
        raise Repeated
    begun = Repeat(
        actor=_sender(work.actor),
        route=request.route,
        key=request.key,
        body_digest=request.digest,
        status=0,
        reference="",
        done_at=settings.moment(work.session).now,  # the deed's own moment comes after its lock
    )
    work.session.add(begun)
    try:
        work.session.flush()
    except IntegrityError as error:
        raise Repeated from error
    return begun


def outcome(work: Work, request: Request) -> Repeat:
    """Return what was done under a key that was used before.

    :raises Invalid: it was used for another body.
    """
    done = repeats.find(work.session, _sender(work.actor), request.route, request.key)
    if done is None:
        raise LookupError("a repeated request was carried out, or it is not repeated")
    if done.body_digest != request.digest:
        raise Invalid("key.used", "This Idempotency-Key was used for another request.")
    return done


def _sender(actor: Actor) -> str:
    """Return whose a key is: the parties of different cases are different senders."""
    return actor.id if actor.case is None else f"{actor.id} {actor.case}"
