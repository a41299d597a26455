"""The calendar feed: a person's limits where their calendar looks for them."""

from datetime import timedelta
from hashlib import sha256

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.permissions import ANYBODY, STAFF, may_come
from app.protection import limiter
from app.shapes.desk.due_soon import seen_due
from app.signin import NOBODY, signed_in
from app.storage.clock import due_soon
from app.storage.joint import meetings
from app.unit_of_work import look, unit_of_work
from app.usecases.people import subscribing

blueprint = Blueprint("feeds", __name__)

MOST = 300
"""Tasks of a feed, those one holds and those one may claim, the nearest first."""
KEPT = timedelta(days=30)
"""How long a meeting stays in a feed, so that calendars learn that it was called off."""
FRESH = timedelta(minutes=15)
MOST_READS, MOST_FROM_ONE_PLACE = "60 per hour", "300 per minute"
"""Of one feed, and from one address, behind which a whole office may sit."""


@blueprint.get("/calendar-feed")
@may_come(STAFF)
def show() -> ResponseReturnValue:
    """Tell whether one has a feed, and offer to make, renew or revoke it."""
    return _page()


@blueprint.post("/calendar-feed")
@may_come(STAFF)
def make() -> ResponseReturnValue:
    """Make an address, or a new one in its place, and show it this once."""
    secret = subscribing.new_secret()
    with unit_of_work(signed_in()) as work:
        subscribing.subscribe(work, secret)
    return _page(url_for("pages.feeds.read", secret=secret, _external=True))


@blueprint.post("/calendar-feed/revoke")
@may_come(STAFF)
def revoke() -> ResponseReturnValue:
    """Let the address open nothing any more."""
    with unit_of_work(signed_in()) as work:
        subscribing.unsubscribe(work)
    return redirect(url_for("pages.feeds.show"))


@blueprint.get("/feeds/<secret>.ics")
@may_come(ANYBODY)
@limiter.limit(MOST_FROM_ONE_PLACE)
@limiter.limit(MOST_READS, key_func=lambda: sha256(request.path.encode()).hexdigest())
def read(secret: str) -> Response:
    """Give the open limits and meetings of a feed: 304 unchanged, 404 no such feed."""
    from app.pages.staff.time import feed_events  # icalendar is held by those who are asked

    with look(NOBODY) as work:
        work.actor = subscribing.reader(work, secret)
        rows = seen_due(work, due_soon.in_hand(work.session, work.actor, MOST))
        since = work.now - KEPT
        met = meetings.since(work.session, work.actor, since, MOST)
        text = feed_events.document(rows, met)
    answer = Response(text, content_type="text/calendar; charset=utf-8")
    answer.headers["Cache-Control"] = f"private, max-age={int(FRESH.total_seconds())}"
    answer.headers["Content-Disposition"] = 'inline; filename="lianshen.ics"'
    answer.set_etag(sha256(text).hexdigest())
    # What it returns is the answer itself, which its type says less exactly.
    return answer.make_conditional(request)  # type: ignore[return-value]


def _page(address: str | None = None) -> str:
    with look(signed_in()) as work:
        feed = subscribing.subscribed(work)
        made_at = feed.made_at if feed else None
    return render_template("calendar_feed.html", made_at=made_at, address=address)
