"""How commands speak: as the operator, and with refusals as plain lines."""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import click
from flask import Flask, current_app

from app import schema
from app.config import Unsafe
from app.usecases.processes.designing import Unfit
from engine.errors import Invalid, Refusal
from engine.people import Actor

P = ParamSpec("P")
R = TypeVar("R")

OPERATOR = Actor(
    id="operator",
    name="运维人员",
    pairs=frozenset({(None, "administrator"), (None, "process_designer")}),
    sees_all=True,
)
"""Whoever has the machine in hand."""


def the_app() -> Flask:
    """Return the app itself, for what outlives the command's context."""
    return current_app._get_current_object()  # type: ignore[attr-defined]  # behind the proxy


def office_ready(command: Callable[P, R]) -> Callable[P, R]:
    """Refuse to look at an office whose schema is not this code's, before anything is done."""

    @functools.wraps(command)
    def checking(*args: P.args, **kwargs: P.kwargs) -> R:
        schema.require_newest(the_app())
        return command(*args, **kwargs)

    return checking


def database_safe(command: Callable[P, R]) -> Callable[P, R]:
    """Refuse to let time pass or to serve on a database that may lose what it acknowledges."""

    @functools.wraps(command)
    def checking(*args: P.args, **kwargs: P.kwargs) -> R:
        schema.require_durable(the_app())
        return command(*args, **kwargs)

    return checking


def refusals_told(command: Callable[P, R]) -> Callable[P, R]:
    """End with exit code 1 and every fault on a line of its own when something is refused."""

    @functools.wraps(command)
    def telling(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except Unfit as refusal:
            for finding in refusal.findings:
                click.echo(str(finding), err=True)
            raise SystemExit(1) from refusal
        except Unsafe as unsafe:
            click.echo(str(unsafe), err=True)
            raise SystemExit(1) from unsafe
        except Refusal as refusal:
            faults = refusal.faults if isinstance(refusal, Invalid) else ()
            for line in (refusal.message % refusal.params, *map(str, faults)):
                click.echo(line, err=True)
            raise SystemExit(1) from refusal

    return telling
