"""The job that posts JSON to a machine the administrator has named, and takes its answer."""

import hmac
import time
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import orjson
from flask_babel import lazy_gettext as _
from marshmallow import INCLUDE, fields

from app.jobs.endpoints import Endpoint
from app.jobs.sending import Answer, post
from app.usecases.jobs.failing import Failed, Hopeless, Thrown
from app.usecases.jobs.types import Given, JobType, Words

ERROR = 422
"""With ``{"error": code}``, the job ends with this error of the process."""

LARGEST = 256 * 1024
SECONDS = 10
AGAIN = {408, 425, 429}
"""Refusals that may not be one in a while; so are all of the server's own troubles."""


class Named(Words):
    """Which endpoint; a designer writes its name down, no expression does."""

    endpoint = fields.String(required=True)


class Anything(Words):
    """Whatever the diagram maps is sent as it is."""

    class Meta:
        unknown = INCLUDE


class Answered(Words):
    """What came back: the status, and the object the body holds."""

    status = fields.Integer(required=True, strict=True)
    body = fields.Dict(keys=fields.String(), required=True, allow_none=True)


class Webhook(JobType):
    """Posts to an endpoint under a key that stays the same however often it is tried."""

    name = "webhook"
    label = _("Write to another system")
    headers, inputs, brings = Named, Anything, Answered

    def __init__(self, endpoints: Mapping[str, Endpoint]) -> None:
        self.endpoints = endpoints

    def do(self, given: Given) -> dict[str, Any]:
        """Post the inputs and return what was answered.

        :raises Failed: nobody answers, or asks to come again.
        :raises Hopeless: the endpoint is unknown, forbidden, or refuses.
        :raises Thrown: it answers 422 with an error of the process.
        """
        endpoint = self.endpoints.get(given.headers["endpoint"])
        if endpoint is None:
            message = "This office may not write to “%(name)s”: no such endpoint is named."
            raise Hopeless("webhook.no_endpoint", message, name=given.headers["endpoint"])
        body = _body(given)
        return _read(post(endpoint, body, signed(endpoint, given.id, body), SECONDS))


def signature(secret: str, at: int, body: bytes) -> str:
    """Return how a body is signed, so that its receiver knows the sender and the age.

    >>> signature("secret", 0, b"{}")[:24]
    't=0,v1=4bbe8d39de1ffea42'
    """
    signed = hmac.new(secret.encode(), f"{at}.".encode() + body, sha256)
    return f"t={at},v1={signed.hexdigest()}"


def _body(given: Given) -> bytes:
    told = {"job": given.id, "case": given.case, "step": given.step, "data": given.inputs}
    body = orjson.dumps(told)
    if len(body) > LARGEST:
        message = "There is more to send than %(most)s bytes."
        raise Hopeless("webhook.too_large", message, most=LARGEST)
    return body


def signed(endpoint: Endpoint, key: str, body: bytes) -> dict[str, str]:
    """Return the headers of a body: of what it is a repetition, and who has sent it when."""
    return {
        "Content-Type": "application/json",
        "User-Agent": "Lianshen",
        "Idempotency-Key": key,
        "X-Lianshen-Signature": signature(endpoint.secret, int(time.time()), body),
    }


def _read(answer: Answer) -> dict[str, Any]:
    body = _object(answer.body)
    if 200 <= answer.status < 300:
        return {"status": answer.status, "body": body}
    error = (body or {}).get("error")
    if answer.status == ERROR and isinstance(error, str) and error:
        raise Thrown(error)
    again = answer.status in AGAIN or answer.status >= 500
    message = "The other system answered %(status)s."
    raise (Failed if again else Hopeless)("webhook.refused", message, status=answer.status)


def _object(body: bytes) -> dict[str, Any] | None:
    try:
        told = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    return told if isinstance(told, dict) else None
