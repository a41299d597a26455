"""Files of a case as they are sent, several at once, by a program or by a browser."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from flask import current_app, request

from app.files import MEGABYTE, Received
from app.shapes.case import downloads
from engine.errors import Fault, Invalid

MOST_BESIDE_FILES = 5
"""Megabytes of what is written beside the files of a page."""


def roomy(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Let a request be as large as all files of a case; before anything reads it."""
    most = current_app.config["CASE_MEGABYTES"] + MOST_BESIDE_FILES
    request.max_content_length = most * MEGABYTE


@contextmanager
def received(name: str) -> Iterator[list[Received]]:
    """Take in every file sent under a name; whatever was not kept when the block ends is gone.

    :raises Invalid: with all that are not taken, each by its own name: ``files.plan.exe``.
    """
    with ExitStack() as stack:
        files, faults = [], []
        for sent in request.files.getlist(name):
            label = sent.filename or ""
            if not label:
                continue
            try:
                files.append(stack.enter_context(downloads.store().receiving(sent.stream, label)))
            except Invalid as refusal:
                faults += [
                    Fault(f"{name}.{label}", one.code, one.message, one.params)
                    for one in refusal.faults
                ]
        if faults:
            raise Invalid("material.refused", "The file was not taken.", faults)
        yield files
