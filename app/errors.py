"""What becomes of an error: every one ends in an answer a person or a program can act on."""

from collections.abc import Sequence
from http import HTTPStatus
from urllib.parse import urlsplit

import structlog
from flask import (
    Flask,
    current_app,
    make_response,
    redirect,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from marshmallow import ValidationError
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, SecurityError

from app.files import TooLarge
from app.i18n import told
from app.problems import answer_with, flat, for_program, problem
from app.usecases.exporting.asking import Gone
from app.web import page_at
from engine.errors import Broken, Conflict, Fault, Invalid, NotAllowed, NotFound, Refusal

log = structlog.get_logger(__name__)

STATUS: dict[type[Refusal], int] = {
    TooLarge: 413,
    Gone: 410,
    NotFound: 404,
    NotAllowed: 403,
    Conflict: 409,
    Invalid: 422,
}


OF_HTTP = {
    400: lazy_gettext("What was sent cannot be read."),
    404: lazy_gettext("There is nothing at this address."),
    405: lazy_gettext("This cannot be done at this address."),
    413: lazy_gettext("What was sent is too large."),
    415: lazy_gettext("What was sent is of a kind that is not taken here."),
    429: lazy_gettext("Too many requests. Please wait a moment."),
}
"""What Flask and Werkzeug refuse, in words; the standard phrase for the rest."""


class NotSignedIn(Exception):
    """Nobody is signed in: the pages ask to sign in, the API answers 401."""


def register(app: Flask) -> None:
    """Let every error end in an answer a person or a program can act on."""
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(ValidationError, misshapen)
    app.register_error_handler(NotSignedIn, not_signed_in)
    app.register_error_handler(SecurityError, strange_host)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Broken, broken)
    app.register_error_handler(DBAPIError, of_database)
    app.register_error_handler(PoolTimeout, of_database)
    app.register_error_handler(Exception, failed)


def refused(refusal: Refusal) -> ResponseReturnValue:
    """Answer a refusal with the status of its family."""
    faults = refusal.faults if isinstance(refusal, Invalid) else ()
    return answer_with(status_of(refusal), refusal.code, told(refusal), faults)


def status_of(refusal: Refusal) -> int:
    """Return the status of the family a refusal is of."""
    return next(code for family, code in STATUS.items() if isinstance(refusal, family))


def faults_of(refusal: Refusal) -> Sequence[Fault]:
    """Return what a refusal finds wrong, for a page that asks again: the whole, or places of it."""
    return refusal.faults if isinstance(refusal, Invalid) else [refusal.at("")]


def misshapen(error: ValidationError) -> ResponseReturnValue:
    """Answer JSON or a form of the wrong shape, with everything that is wrong."""
    faults = list(flat(error.messages))
    return answer_with(
        422, "request.invalid", gettext("What was sent has the wrong shape."), faults
    )


def not_signed_in(_: NotSignedIn) -> ResponseReturnValue:
    """Ask to sign in."""
    if not for_program():
        return redirect(url_for("pages.signin.form", next=_back_to()))
    answer = answer_with(401, "signin.needed", gettext("Please sign in."))
    answer.headers["WWW-Authenticate"] = 'Bearer realm="lianshen"'
    return answer


def strange_host(error: SecurityError) -> ResponseReturnValue:
    """Answer somebody who calls us by a name that is not ours: no page, for its links have none."""
    status = error.code or 400
    return problem(status, f"http.{status}", _of_http(status)), status


def http_error(error: HTTPException) -> ResponseReturnValue:
    """Answer what Flask or Werkzeug refuse, keeping headers such as ``Allow``."""
    status = error.code or 500
    answer = answer_with(status, f"http.{status}", _of_http(status))
    kept = [(name, value) for name, value in error.get_headers() if name not in DROPPED]
    for name, value in kept:
        answer.headers[name] = value
    return answer


DROPPED = {"Content-Type", "Content-Length"}


def broken(error: Broken) -> ResponseReturnValue:
    """Answer a process that cannot go on: the move was undone and an administrator is told."""
    log.error("a process is broken", code=error.code, detail=str(error))
    detail = gettext(
        "The process cannot go on here. Nothing was changed; an administrator is told."
    )
    return answer_with(500, error.code, detail)


AWAY = "database.away"
READ_ONLY = "25006"


def of_database(error: Exception) -> ResponseReturnValue:
    """Answer that the database does not, which passes by itself; a wrong statement is a bug."""
    state = getattr(getattr(error, "orig", None), "sqlstate", None)
    if not isinstance(error, OperationalError | InterfaceError | PoolTimeout):
        lost = isinstance(error, DBAPIError) and error.connection_invalidated
        if not lost and state != READ_ONLY:
            return failed(error)
    log.error("the database does not answer", error=repr(error), path=request.path)
    detail = gettext("The office cannot be reached at the moment. Please try again in a minute.")
    body = problem(503, AWAY, detail)
    if for_program():
        answer = make_response(body, 503)
        answer.content_type = "application/problem+json"
    else:  # around a page stands what only the database knows
        page = current_app.jinja_env.get_template("away.html")
        answer = make_response(page.render(detail=detail), 503)
    answer.headers.update({"Retry-After": "10", "Cache-Control": "no-store"})
    return answer


def failed(error: Exception) -> ResponseReturnValue:
    """Answer a bug without telling anything about it."""
    log.exception("a request failed", path=request.path)
    return answer_with(
        500, "failed", gettext("Something went wrong on our side. Nothing was changed.")
    )


def _of_http(status: int) -> str:
    return str(OF_HTTP.get(status, HTTPStatus(status).phrase))


def _back_to() -> str | None:
    """Return the page asked for; of a deed, the page it was to be done on."""
    if request.method == "GET":
        return request.full_path.rstrip("?") if request.path != "/" else None
    on = urlsplit(request.referrer or "")
    return page_at(on.path) if on.netloc == request.host else None
