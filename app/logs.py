"""Logs: one JSON line a fact, Chinese readable, with the request it belongs to."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any
from uuid import uuid4

import structlog
from flask import Flask, g, has_request_context

LONG, LONGEST = 1000, {"exception": 20_000}
"""The most signs of a text, and of those that are read in full."""


def configure(app: Flask) -> None:
    """Write structured lines to standard error."""
    structlog.configure(
        processors=[
            _of_request,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            harmless,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def harmless(_: Any, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    r"""Return a line whose texts do nothing where they are read: visible signs, not too many.

    >>> harmless(None, "", {"event": "a\x1b[2J\u202eb", "lines": "1\n2"})
    {'event': 'a\\x1b[2J\\u202eb', 'lines': '1\n2'}
    """
    return {name: _plain(told, LONGEST.get(name, LONG)) for name, told in line.items()}


def _plain(told: Any, most: int) -> Any:
    if not isinstance(told, str):
        return told
    short = told if len(told) <= most else f"{told[:most]}…"
    return "".join(
        sign if sign.isprintable() or sign == "\n" else sign.encode("unicode_escape").decode()
        for sign in short
    )


def _of_request(_: Any, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Name the request a line belongs to; most requests leave no line and need no name."""
    if has_request_context():
        if "request_id" not in g:
            g.request_id = uuid4().hex
        line["request"] = g.request_id
    return line
