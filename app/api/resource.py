"""What every resource of the API is made of."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import current_app
from flask_smorest import Blueprint
from werkzeug.wrappers import Response

from app.api.reading import READ

View = TypeVar("View", bound=Callable[..., Any])


class Resource(Blueprint):
    """The calls about one noun, under its path: flask-smorest describes what is done here."""

    def __init__(self, name: str, path: str, purpose: str) -> None:
        super().__init__(name, __name__, url_prefix=f"/api/v1{path}", description=purpose)

    def arguments(self, shape: Any, *, location: str = "json", **described: Any) -> Any:
        """Say what a call takes, and from where; its shape is made once, not with every request."""
        taken, read = made(shape), READ[location]
        describe = super().arguments(taken, location=location, **described)

        def around(view: View) -> Any:
            @wraps(describe(view))
            def call(*args: Any, **named: Any) -> Any:
                return view(*args, read(taken), **named)

            return call

        return around

    def response(self, status: int, shape: Any = None, **described: Any) -> Any:
        """Say what a call answers; a view may return another status beside it."""
        told_by = made(shape)
        describe = super().response(status, told_by, **described)

        def around(view: View) -> Any:
            @wraps(describe(view))
            def call(*args: Any, **named: Any) -> Any:
                told = view(*args, **named)
                told, code = told if type(told) is tuple else (told, status)
                return told if isinstance(told, Response) else answer(told, code, told_by)

            return call

        return around

    @staticmethod
    def doc(**said: Any) -> Any:
        """Say what else stands in the description."""
        describe = Blueprint.doc(**said)

        def around(view: View) -> Any:
            @wraps(describe(view))
            def call(*args: Any, **named: Any) -> Any:
                return view(*args, **named)

            return call

        return around


def made(shape: Any) -> Any:
    """Return a shape, made where it is only named."""
    return shape() if isinstance(shape, type) else shape


def answer(told: Any, status: int, shape: Any) -> Any:
    """Return what is told as JSON, in its shape where it has one."""
    answered = current_app.json.response(told if shape is None else shape.dump(told))
    if answered.status_code != status:
        answered.status_code = status
    return answered


def upload(members: dict[str, Any], required: str) -> dict[str, Any]:
    """Return how OpenAPI describes a form with files.

    :param required: the member that must be there.
    """
    schema = {
        "type": "object",
        "properties": members,
        "required": [required],
        "additionalProperties": False,
    }
    content = {"multipart/form-data": {"schema": schema}}
    return {"requestBody": {"required": True, "content": content}}


FILE = {"type": "string", "format": "binary"}
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "Sent again with the same key and body, a deed is done once.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,200}$"},
}
REVISION = {
    "name": "If-Match",
    "in": "header",
    "description": "The revision of the task that was seen; 409 when it was changed since.",
    "schema": {"type": "string", "pattern": '^(\\*|"?[0-9]{1,9}"?)$'},
}
KEYED = {"parameters": [KEY]}
SEEN = {"parameters": [KEY, REVISION]}
