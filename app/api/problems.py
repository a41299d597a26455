"""The API in OpenAPI: errors are RFC 9457 problems, and the document says so."""

from http import HTTPStatus

from flask_smorest import Api
from marshmallow import fields

from app.shapes.base import Shape


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
