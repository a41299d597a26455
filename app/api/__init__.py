"""What programs may ask: REST in JSON under ``/api/v1``, described in OpenAPI."""

from flask import Flask

from app.api import document, health
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
from app.api.reading import refuse_nul
from app.api.supervision import card_rules, cards

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


def register(app: Flask) -> None:
    """Put all resources under their paths, and what describes them under its own."""
    named = [(f"api.{resource.blueprint.name}", resource.blueprint) for resource in RESOURCES]
    for name, blueprint in named:
        app.register_blueprint(blueprint, name=name)
    document.register(app, named)
    app.before_request(refuse_nul)
    health.register(app)
