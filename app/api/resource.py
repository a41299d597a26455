"""What every resource of the API is made of."""

from typing import Any

from flask_smorest import Blueprint

from app.api.reading import Parser


class Resource(Blueprint):
    """The calls about one noun, under its path."""

    ARGUMENTS_PARSER = Parser()

    def __init__(self, name: str, path: str, purpose: str) -> None:
        super().__init__(name, __name__, url_prefix=f"/api/v1{path}", description=purpose)


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
