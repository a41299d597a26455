"""The calendar feed of whoever asks: made, renewed, revoked."""

from base64 import urlsafe_b64encode
from typing import Any

from flask import url_for

from app.api.doing import Thing, done
from app.api.repeatable import secret_for
from app.api.resource import KEYED, Resource
from app.permissions import STAFF, may_come
from app.shapes.base import Nothing
from app.shapes.office.feeds import FeedMade, FeedView
from app.signin import signed_in
from app.storage.office.feeds import Feed
from app.unit_of_work import look, unit_of_work
from app.usecases.people import subscribing

blueprint = Resource("calendar-feed", "/calendar-feed", "One's limits in one's own calendar.")


@blueprint.get("")
@may_come(STAFF)
@blueprint.response(200, FeedView)
def show() -> Any:
    """Tell whether one has a feed; its address is told only when it is made."""
    with look(signed_in()) as work:
        feed = subscribing.subscribed(work)
        return {"made_at": feed.made_at if feed else None}


@blueprint.post("")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(Nothing, required=False)
@blueprint.response(201, FeedMade)
def make(_: dict[str, Any]) -> Any:
    """Make an address, or a new one in its place: the earlier one opens nothing any more."""
    made = secret_for(signed_in().id)
    secret = urlsafe_b64encode(made).decode().rstrip("=") if made else subscribing.new_secret()
    address = url_for("pages.feeds.read", secret=secret, _external=True)
    thing: Thing[Feed] = Thing(
        name=lambda feed: str(feed.person_id),
        find=lambda work, _: subscribing.own(work),
        show=lambda work, feed: {"made_at": feed.made_at, "address": address},
    )
    return done(thing, lambda work: (subscribing.subscribe(work, secret), 201))


@blueprint.delete("")
@may_come(STAFF)
@blueprint.response(204)
def revoke() -> None:
    """Let the address open nothing any more."""
    with unit_of_work(signed_in()) as work:
        subscribing.unsubscribe(work)
