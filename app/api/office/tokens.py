"""Tokens: how a program proves who it speaks for."""

from typing import Any

from flask import current_app

from app.api.resource import Resource
from app.errors import NotSignedIn
from app.permissions import ANYBODY, SIGNED_IN, may_come
from app.protection import limiter
from app.shapes.office.signins import Credentials, TokenView
from app.signin import NOBODY, signed_in, token_of_request
from app.unit_of_work import look, unit_of_work
from app.usecases.people import entering

blueprint = Resource("tokens", "/tokens", "Sign in and out.")


@blueprint.post("")
@may_come(ANYBODY)
@limiter.limit(lambda: current_app.config["SIGNIN_LIMIT"])
@blueprint.arguments(Credentials)
@blueprint.response(201, TokenView)
def create(sent: dict[str, Any]) -> Any:
    """Sign in and get a token: 401 wrong name or password, or locked for a while."""
    with look(NOBODY) as work:
        tried = entering.try_password(work, sent["username"], sent["password"])
    with unit_of_work(NOBODY) as work:
        entered = entering.sign_in(work, tried, "api")
    if entered is None:
        raise NotSignedIn
    return entered


@blueprint.delete("/current")
@may_come(SIGNED_IN)
@blueprint.response(204)
def end() -> None:
    """Sign out: the token opens nothing any more."""
    with unit_of_work(signed_in()) as work:
        entering.sign_out(work, token_of_request() or "")
