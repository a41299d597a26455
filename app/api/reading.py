"""What programs send is read strictly: JSON that means one thing, in a shape we know."""

import json
import math
import re
from hashlib import sha256
from typing import Any, NoReturn

from flask import request
from marshmallow import Schema, ValidationError
from webargs.multidictproxy import MultiDictProxy
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType

from app.signin import perhaps_signed_in
from app.usecases import repeating
from app.web import the_request
from engine.errors import Fault, Invalid

DEEPEST = 32
LONGEST = 2 * 1024 * 1024
"""Bytes a JSON body may have; files are not sent as JSON."""
LARGEST_WHOLE = 2**63
KEY = re.compile(r"[!-~]{1,200}")
UNSOUND = re.compile("[\0\ud800-\udfff]")
"""NUL, and half of a character."""
STRANGERS_KEY = 22
"""The fewest signs of a key that is all its sender has to prove a request theirs: 128 bits."""


def body(shape: Schema) -> Any:
    """Return what the body of a request says, in a shape; an empty body is an empty object."""
    asked = the_request()
    if (asked.content_length or 0) > LONGEST:
        raise RequestEntityTooLarge
    raw = asked.get_data()
    if len(raw) > LONGEST:
        raise RequestEntityTooLarge
    if not raw:
        return shape.load({})
    if not asked.is_json:
        raise UnsupportedMediaType
    return shape.load(loads(raw))


def query(shape: Schema) -> Any:
    """Return what the address of a request says behind its path, in a shape."""
    return shape.load(MultiDictProxy(request.args, shape))


READ = {"json": body, "query": query}


def loads(raw: bytes) -> dict[str, Any]:
    """Return the object a body states.

    :raises BadRequest: it is not JSON in UTF-8.
    :raises ValidationError: it could be read in two ways or is not to be stored: a member
        twice, a number that is none or too large, NUL, half of a character, nesting without
        end, or no object.

    >>> loads('{"name": "荷塘茶业"}'.encode())
    {'name': '荷塘茶业'}
    """
    try:
        told = STRICT.decode(raw.decode())
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise BadRequest from error
    if not isinstance(told, dict):
        raise ValidationError("Send a JSON object.")
    _look_through(told)
    return told


def idempotency() -> repeating.Request | None:
    """Return the key this request carries and what it is for, if it carries one.

    :raises Invalid: the key is no key, or a stranger's and could be guessed.
    """
    asked = the_request()
    key = asked.environ.get("HTTP_IDEMPOTENCY_KEY")
    if key is None:
        return None
    if not KEY.fullmatch(key):
        fault = Fault("Idempotency-Key", "key.invalid", "A key is 1 to 200 visible ASCII signs.")
        raise Invalid("key.invalid", "The Idempotency-Key cannot be used.", [fault])
    route, digest = f"{asked.method} {asked.path}", _body_digest()
    return repeating.Request(route if by_somebody(key) else f"{route} {digest}", key, digest)


def by_somebody(key: str) -> bool:
    """Whether somebody is signed in; the key of a stranger counts together with its body only.

    So nobody learns from a key whether somebody else used it, or what for.

    :raises Invalid: a stranger's key could be guessed.
    """
    if perhaps_signed_in() is not None:
        return True
    if len(key) < STRANGERS_KEY:
        message = "Without a sign-in a key has at least %(least)s signs: choose it at random."
        fault = Fault("Idempotency-Key", "key.short", message, {"least": STRANGERS_KEY})
        raise Invalid("key.invalid", "The Idempotency-Key cannot be used.", [fault])
    return False


def revision() -> int | None:
    """Return the revision the sender saw, from ``If-Match``; ``None`` when any will do.

    :raises Invalid: it is no revision.
    """
    sent = the_request().environ.get("HTTP_IF_MATCH", "*").strip().removeprefix("W/").strip('"')
    if sent == "*":
        return None
    if not (sent.isascii() and sent.isdecimal() and len(sent) < 10):
        fault = Fault("If-Match", "revision.invalid", "Send the revision of the task, or “*”.")
        raise Invalid("revision.invalid", "The revision cannot be read.", [fault])
    return int(sent)


def refuse_nul() -> None:
    """Let no address with NUL in it near a database, which would not take it."""
    asked = the_request()
    if "\0" in asked.path or b"%00" in asked.query_string:
        raise BadRequest


def _body_digest() -> str:
    """Return a digest of what was sent; boundaries between parts may differ in a repeat."""
    if request.mimetype != "multipart/form-data":
        return sha256(request.get_data(cache=True)).hexdigest()
    parts = sorted((name, value) for name, value in request.form.items(multi=True))
    for name, file in request.files.items(multi=True):
        parts.append((f"{name}/{file.filename}", sha256(file.stream.read()).hexdigest()))
        file.stream.seek(0)
    return sha256(json.dumps(parts).encode()).hexdigest()


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) < len(pairs):
        raise ValidationError("A member is there twice.")
    return told


def _never(constant: str) -> NoReturn:
    raise ValidationError(f"{constant} is no number.")


def _float(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValidationError("A number is too large.")
    return number


def _int(digits: str) -> int:
    if len(digits) > 20 or abs(int(digits)) >= LARGEST_WHOLE:
        raise ValidationError("A number is too large.")
    return int(digits)


STRICT = json.JSONDecoder(
    object_pairs_hook=_once, parse_constant=_never, parse_float=_float, parse_int=_int
)


def _look_through(value: Any, depth: int = 0) -> None:
    if depth > DEEPEST:
        raise ValidationError("This is nested too deeply.")
    if isinstance(value, str):
        _sound(value)
    elif isinstance(value, dict):
        for name, inner in value.items():
            _sound(name)
            _look_through(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            _look_through(inner, depth + 1)


def _sound(text: str) -> None:
    if UNSOUND.search(text):
        raise ValidationError("There is a sign in the text that cannot be stored.")
