"""For machines that watch: alive, ready, and numbers without a name in them."""

from functools import cache
from hmac import compare_digest
from ipaddress import ip_address
from time import perf_counter
from typing import Any

from flask import Blueprint, Flask, Response, abort, current_app, request
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy.exc import SQLAlchemyError

from app import schema
from app.api.office.measures import Office
from app.permissions import ANYBODY, may_come
from app.signin import NOBODY, by_bearer, token_of_request
from app.storage.case import measures
from app.unit_of_work import look, the_parts
from app.usecases.calendars.missing import missing_year
from app.web import the_request

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@may_come(ANYBODY)
def alive() -> dict[str, str]:
    """Say that this process answers."""
    return {"status": "ok"}


@blueprint.get("/readyz")
@may_come(ANYBODY)
def ready() -> tuple[dict[str, Any], int]:
    """Say whether the database answers and has the tables this code needs."""
    try:
        fits = schema.current(the_parts()) == schema.newest()
        checks = {"database": "ok", "schema": "ok" if fits else "migrations are missing"}
    except SQLAlchemyError:
        checks = {"database": "unreachable"}
    if set(checks.values()) != {"ok"}:
        return {"status": "not ready", "checks": checks}, 503
    return {"status": "ok", "checks": checks, "warnings": _warnings()}, 200


def _warnings() -> list[str]:
    """Return what keeps nobody from working and still needs somebody."""
    with look(NOBODY) as work:
        year = missing_year(work)
        known = {name: value for name, (_, value) in measures.watched(work.session).items()}
        late = measures.late_seconds(work.session, work.now)
    age, most = known["heartbeat_age_seconds"], 6 * current_app.config["TICK_SECONDS"]
    told = {
        f"the calendar of {year} is missing": year is not None,
        "the clock jumped: nothing passes until it is confirmed": known["clock_stopped"],
        "nobody has ever let time pass here": age < 0,
        f"nobody has let time pass for {age:.0f} seconds": age > most,
        f"the longest overdue limit has waited for {late:.0f} seconds": late > most,
        f"{known['held_limits']:.0f} limits wait for a decision after an outage": (
            known["held_limits"]
        ),
    }
    return [words for words, holds in told.items() if holds]


@blueprint.get("/metrics")
@may_come(ANYBODY)
def metrics() -> Response:
    """Give the numbers to who may watch; to others there is nothing here."""
    if not _may_watch():
        abort(404)
    registry: CollectorRegistry = current_app.extensions["metrics"]
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _may_watch() -> bool:
    """Whether a request has the token set for watching or, where none is, comes from nearby.

    What came through a proxy is not from nearby: everything a proxy passes on looks so.
    """
    if token := current_app.config["METRICS_TOKEN"]:
        return by_bearer() and compare_digest((token_of_request() or "").encode(), token.encode())
    passed_on = {"Forwarded", "X-Forwarded-For"} & set(request.headers.keys())
    return not passed_on and ip_address(request.remote_addr or "0.0.0.0").is_private


def register(app: Flask) -> None:
    """Let the app be watched."""
    registry = CollectorRegistry()
    registry.register(Office(app))
    taken = Histogram(
        "lianshen_request_seconds", "Time to answer", ("endpoint",), registry=registry
    )
    answered = Counter(
        "lianshen_requests", "Requests answered", ("endpoint", "status"), registry=registry
    )

    timer, counter = cache(taken.labels), cache(answered.labels)  # there are few of each

    def count(answer: Response) -> Response:
        asked = the_request()
        endpoint = asked.endpoint or "none"
        timer(endpoint).observe(perf_counter() - asked.begun)
        counter(endpoint, answer.status_code).inc()
        return answer

    app.extensions["metrics"] = registry
    app.after_request(count)
    app.register_blueprint(blueprint)
