"""The API in OpenAPI: errors are RFC 9457 problems, and the document says so.

It is made when somebody first asks for it. Most processes are never asked, and what describes
four hundred calls takes memory, and time before the first of them is answered.
"""

from collections.abc import Callable, Iterable
from functools import cache
from http import HTTPStatus
from typing import Any

from flask import Flask, current_app
from flask_smorest import Api
from marshmallow import fields

from app.api.resource import Resource
from app.permissions import ANYBODY, may_come
from app.shapes.base import Shape

PATH = "/api/v1/openapi.json"
SETTINGS = {"API_TITLE": "Lianshen", "API_VERSION": "v1", "OPENAPI_VERSION": "3.1.0"}
OPENAPI: dict[str, Any] = {
    "components": {"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}},
    "security": [{"bearer": []}],
    "info": {"description": "Joint approval of matters by several departments."},
}


def register(app: Flask, named: Iterable[tuple[str, Resource]]) -> None:
    """Put the document under its path.

    :param named: what it describes, with the names it goes by in the app.
    """
    app.config.update(SETTINGS)
    app.add_url_rule(PATH, "api.document", _given(app, tuple(named)))


def _given(app: Flask, named: Iterable[tuple[str, Resource]]) -> Callable[[], Any]:
    @cache
    def described() -> Any:
        api = ProblemApi(app, spec_kwargs=OPENAPI)
        for name, resource in named:
            resource.register_views_in_doc(api, app, api.spec, name=name, parameters=None)
            api.spec.tag({"name": name, "description": resource.description})
        return api.spec.to_dict()

    @may_come(ANYBODY)
    def document() -> Any:
        """Give the description of the API."""
        return current_app.json.response(described())

    return document


class FaultView(Shape):
    """One thing that is wrong with what was sent."""

    field = fields.String(required=True)
    pointer = fields.String(required=True)
    code = fields.String(required=True)
    detail = fields.String(required=True)


class ProblemView(Shape):
    """An RFC 9457 problem; ``errors`` lists everything that is wrong at once."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    code = fields.String(required=True)
    detail = fields.String(required=True)
    instance = fields.String(required=True)
    errors = fields.List(fields.Nested(FaultView))
    findings = fields.List(fields.Dict())


class ProblemApi(Api):
    """flask-smorest, with our errors and their media type in the document."""

    ERROR_SCHEMA = ProblemView

    def _register_responses(self) -> None:
        for status in HTTPStatus:
            described: dict[str, object] = {"description": status.phrase}
            if status >= HTTPStatus.BAD_REQUEST:
                described |= self._problem()
            self.spec.components.response(status.name, described, lazy=True)
        default = {"description": "Problem"} | self._problem()
        self.spec.components.response(self.DEFAULT_ERROR_RESPONSE_NAME, default, lazy=True)

    def _problem(self) -> dict[str, object]:
        return {"content": {"application/problem+json": {"schema": self.ERROR_SCHEMA}}}

    def _register_error_handlers(self) -> None:
        """Leave errors to ``app.errors``, which answers for pages and programs alike."""
