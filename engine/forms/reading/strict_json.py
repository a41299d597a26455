"""JSON as files should be: no member twice, no number that is none, no bottomless nesting."""

import json
from typing import Any, NoReturn

from engine.errors import Fault, Invalid, Told
from engine.unreadable import why

LARGEST = 1_000_000
"""Bytes a form may have."""


def loads(raw: bytes) -> dict[str, Any]:
    """Return the object a file states.

    :raises Invalid: ``form.unreadable``: it is too large, not JSON in UTF-8, not an object,
        or names a member twice.

    >>> loads(b'{"id": "apply"}')
    {'id': 'apply'}
    """
    if len(raw) > LARGEST:
        raise unreadable("form.too_large", "A form has at most %(most)s bytes.", most=LARGEST)
    try:
        told = json.loads(raw.decode(), object_pairs_hook=_once, parse_constant=_never)
        json.dumps(told, ensure_ascii=False).encode()  # refuses half characters
    except (ValueError, RecursionError) as error:
        said = error.args[0] if isinstance(error.args[0], Told) else why(error)
        raise unreadable("form.not_json", "This is not JSON: %(why)s", why=said) from None
    if not isinstance(told, dict):
        said = Told("not an object")
        raise unreadable("form.not_json", "This is not JSON: %(why)s", why=said)
    return told


def unreadable(code: str, message: str, **params: Any) -> Invalid:
    """Return the refusal of a whole file for one reason."""
    fault = Fault("", code, message, params)
    return Invalid("form.unreadable", "The form cannot be read.", [fault])


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(Told("the member %(name)s is there twice", {"name": twice}))
    return told


def _never(constant: str) -> NoReturn:
    raise ValueError(Told("%(text)s is no number", {"text": constant}))
