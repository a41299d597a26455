"""Who is at the other end of a request, read afresh for every one of them."""

from typing import NamedTuple

from flask import session

from app.errors import NotSignedIn
from app.storage.office import signins
from app.storage.office.signins import Known
from app.unit_of_work import the_parts
from app.web import the_request
from engine.errors import NotFound
from engine.people import APPLICANT, Actor

NOBODY = Actor(id="nobody", name="")
TOKEN = "token"  # the member of the cookie session that holds the sign-in's token


def signed_in() -> Actor:
    """Return the actor behind this request.

    :raises NotSignedIn: nobody is, or the sign-in ended or was revoked.
    """
    actor = perhaps_signed_in()
    if actor is None:
        raise NotSignedIn
    return actor


def perhaps_signed_in() -> Actor | None:
    """Return the actor behind this request, if there is one; asked of the database once."""
    return _sender().actor


def known() -> Known | None:
    """Return everything the request's sign-in tells, if there is one."""
    return _sender().known


class Sender(NamedTuple):
    """Who sent a request, if anybody we know."""

    known: Known | None
    actor: Actor | None


def _sender() -> Sender:
    asked = the_request()
    if asked.sender is None:
        found = _recognise(token_of_request())
        asked.sender = Sender(found, None if found is None else actor_of(found))
    sender: Sender = asked.sender
    return sender


def token_of_request() -> str | None:
    """Return the token sent: the bearer of an API call, else the one in the browser's cookie."""
    sent = the_request().authorization
    if sent is not None and sent.type == "bearer":
        return sent.token
    token: str | None = session.get(TOKEN)
    return token


def by_bearer() -> bool:
    """Whether the request carries its own proof, which no other site can make a browser send."""
    sent = the_request().authorization
    return sent is not None and sent.type == "bearer"


def actor_of(found: Known) -> Actor:
    """Return the actor a sign-in stands for.

    :raises NotFound: the sign-in belongs to nobody any more.
    """
    if found.kind == APPLICANT:
        return Actor(id=APPLICANT, name="申请人", case=found.case_number)
    if found.person_id is None:
        raise NotFound("person.unknown", "There is no such person.")
    return Actor(
        id=f"person:{found.person_id}",
        name=found.name,
        pairs=found.pairs,
        sees_all=found.sees_all,
        stands_in=found.stands_in,
    )


def _recognise(token: str | None) -> Known | None:
    if not token:
        return None
    with the_parts().database.asking() as connection:
        return signins.recognise(connection, token)
