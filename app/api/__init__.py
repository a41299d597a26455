"""What programs may ask: REST in JSON under ``/api/v1``, described in OpenAPI."""

from typing import Any

from flask import Flask, Response

from app.api import health
from app.api.case import cases, materials, promises, remarks, status
from app.api.clock import calendar, calendars, clocks, deadlines, explanations, forecasts, guarding
from app.api.desk import (
    confirming,
    copies,
    handing,
    loads,
    phrases,
    returning,
    substitutions,
    task_filters,
    tasks,
)
from app.api.joint import asking_again, coordinations, joining, meetings, questions
from app.api.office import feeds, items, limit_changes, processes, tokens, transfers
from app.api.post import exports, incidents, jobs, letters, messages, notices, wishes
from app.api.problems import ProblemApi
from app.api.reading import refuse_nul
from app.api.supervision import card_rules, cards
from app.permissions import ANYBODY, may_come

RESOURCES = (
    tokens,
    items,
    limit_changes,
    cases,
    clocks,
    coordinations,
    copies,
    joining,
    asking_again,
    promises,
    deadlines,
    explanations,
    exports,
    feeds,
    forecasts,
    materials,
    meetings,
    status,
    tasks,
    returning,
    confirming,
    substitutions,
    task_filters,
    phrases,
    handing,
    questions,
    remarks,
    loads,
    processes,
    transfers,
    notices,
    incidents,
    jobs,
    letters,
    wishes,
    messages,
    calendar,
    calendars,
    guarding,
    cards,
    card_rules,
)
OPENAPI: dict[str, Any] = {
    "components": {"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}},
    "security": [{"bearer": []}],
    "info": {"description": "Joint approval of matters by several departments."},
}


def register(app: Flask) -> None:
    """Put all resources under their paths and describe them."""
    app.config.update(
        API_TITLE="Lianshen",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api/v1",
        OPENAPI_JSON_PATH="openapi.json",
    )
    api = ProblemApi(app, spec_kwargs=OPENAPI)
    for resource in RESOURCES:
        api.register_blueprint(resource.blueprint, name=f"api.{resource.blueprint.name}")
    app.view_functions["api-docs.openapi_json"] = _document(api)
    app.before_request(refuse_nul)
    health.register(app)


def _document(api: ProblemApi) -> Any:
    @may_come(ANYBODY)
    def document() -> Response:
        """Give the description of the API."""
        return api._openapi_json()

    return document
