"""What every resource of the API is made of."""

from typing import Any

from flask_smorest import Blueprint

from app.api.reading import Parser


class Resource(Blueprint):
    """The calls about one noun, under its path."""

    ARGUMENTS_PARSER = Parser()

    def __init__(self, name: str, path: str, purpose: str) -> None:
        super().__init__(name, __name__, url_prefix=f"/api/v1{path}", description=purpose)

    def arguments(self, shape: Any, **options: Any) -> Any:
        """Say what a call takes; its shape is made once, not with every request."""
        return super().arguments(shape() if isinstance(shape, type) else shape, **options)


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
