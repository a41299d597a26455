"""A request that the database turned away without having kept anything is carried out again."""

import time

from flask import Flask, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError

from app.unit_of_work import may_have_stored

MOST = 5
FIRST_WAIT_SECONDS = 0.05
ROLLED_BACK = frozenset({"40001", "40P01", "55P03"})
"""Serialization failure, deadlock, lock not available: PostgreSQL has undone everything."""


def register(app: Flask) -> None:
    """Let every view be called again, a few times, where that can double nothing."""
    called = app.dispatch_request

    def dispatch() -> ResponseReturnValue:
        for attempt in range(MOST):
            try:
                return called()
            except DBAPIError as error:
                if attempt == MOST - 1 or not _harmless(error):
                    raise
                time.sleep(FIRST_WAIT_SECONDS * 2**attempt)
        raise AssertionError("the last attempt returns or raises")

    # Flask calls its own method by this name; there is no hook around a view.
    app.dispatch_request = dispatch  # type: ignore[method-assign]


def _harmless(error: DBAPIError) -> bool:
    """Whether nothing can have been stored, and the request can be read once more."""
    refused = getattr(error.orig, "sqlstate", None) in ROLLED_BACK
    return (refused or error.connection_invalidated) and not (may_have_stored() or request.files)
