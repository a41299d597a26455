"""Deny by default: a route says who may come, or the product does not start."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from flask import Flask

from app.signin import signed_in
from app.web import the_request
from engine.errors import NotAllowed

View = TypeVar("View", bound=Callable[..., Any])

ANYBODY, SIGNED_IN, STAFF = "anybody", "signed in", "staff"


class Undeclared(RuntimeError):
    """Routes that do not say who may come."""


def may_come(*who: str) -> Callable[[View], View]:
    """Say who may come to a view: ``ANYBODY``, ``SIGNED_IN``, ``STAFF``, or role codes.

    Whether this very object is theirs is the use case's own question.
    """

    def declare(view: View) -> View:
        # A function may carry attributes; its type does not say which.
        view.may_come = frozenset(who)  # type: ignore[attr-defined]
        return view

    return declare


def register(app: Flask) -> None:
    """Ask before every request; refuse to start with a route that does not say.

    :raises Undeclared: naming every such route.
    """
    silent = sorted(
        rule.endpoint for rule in app.url_map.iter_rules() if not who(app, rule.endpoint)
    )
    if silent:
        raise Undeclared(f"Say with may_come() who may come to: {', '.join(silent)}")
    app.before_request(partial(_ask, app))


def who(app: Flask, endpoint: str) -> frozenset[str]:
    """Return who may come to an endpoint; nobody, where it does not say."""
    if endpoint == "static":
        return frozenset({ANYBODY})
    view: Any = app.view_functions[endpoint]
    while view is not None:
        if declared := getattr(view, "may_come", None):
            return frozenset(declared)
        view = getattr(view, "view_class", None) or getattr(view, "__wrapped__", None)
    return frozenset()


def _ask(app: Flask) -> None:
    endpoint = the_request().endpoint
    if endpoint is None:
        return
    declared = who(app, endpoint)
    if ANYBODY in declared:
        return
    actor = signed_in()
    if SIGNED_IN in declared or (STAFF in declared and actor.case is None):
        return
    if not actor.roles & declared:
        raise NotAllowed("route.not_yours", "This page is for other roles.")
