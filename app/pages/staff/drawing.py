"""The diagram of a case: where it stands, what it went through, and the steps as a list."""

from collections.abc import Iterable
from typing import Any

from flask import url_for

from app.pages.showing import labelled
from app.storage.cases import Case
from app.storage.history import Entry
from engine.process import DIAGRAM, Process

LISTED = {"userTask", "startEvent", "endEvent"}
"""The elements that stand for a step where the diagram cannot be seen."""


def diagram(case: Case, process: Process, entries: Iterable[Entry]) -> dict[str, Any]:
    """Return what the diagram of a case shows.

    :param entries: the history of the case.
    """
    current, gone_through = _places(case, process), passed(entries)
    return {
        "url": url_for("pages.processes.file", key=case.process, number=case.version, name=DIAGRAM),
        "current": sorted(current),
        "passed": sorted(_inner(gone_through, process) - current),
        "steps": [
            {"name": labelled(step, "name"), "state": _state(step.id, current, gone_through)}
            for step in process.steps.values()
            if step.kind in LISTED and (case.ended_at is None or step.id in gone_through)
        ],
    }


def passed(entries: Iterable[Entry]) -> set[str]:
    """Return the elements that the moves of a case went through, gateways among them."""
    return {step for entry in entries for step in entry.fact["details"].get("passed", ())}


def _places(case: Case, process: Process) -> set[str]:
    """Return where the case stands; the frame around its steps is no place of its own."""
    return _inner(case.tokens, process) or set(case.tokens)


def _inner(elements: Iterable[str], process: Process) -> set[str]:
    return {one for one in elements if process.steps[one].kind != "subProcess"}


def _state(step: str, current: set[str], gone_through: set[str]) -> str:
    if step in current:
        return "current"
    return "passed" if step in gone_through else "ahead"
