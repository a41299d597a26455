"""The diagram of a case: where it stands, what it went through, and the steps as a list."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from flask import url_for

from app.pages.showing import labelled
from app.pages.staff.case.steps import Steps
from app.storage.case.cases import Case
from app.storage.case.history import Entry
from app.storage.office import processes
from app.storage.office.processes import ProcessVersion
from app.usecases.work import Work
from engine.process import DIAGRAM, Process

DEEPEST = 10
"""So many calls within each other, as the engine has it."""

LISTED = {"userTask", "manualTask", "callActivity", "startEvent", "endEvent"}
"""The elements that stand for a step where the diagram cannot be seen."""


def diagrams(work: Work, case: Case, steps: Steps, entries: Iterable[Entry]) -> dict[str, Any]:
    """Return what the diagram of a case shows, and those of the processes it has called.

    :param entries: the history of the case.
    """
    gone_through, over = passed(entries), case.ended_at is not None
    own = _Sheet(steps.own, _under("", case.tokens), _under("", gone_through))
    return {
        "diagram": own.shown(case.version, over),
        "called": [
            _Sheet(
                steps.called[version.digest],
                _under(path, case.tokens),
                _under(path, gone_through),
            ).shown(version.number, over)
            | {"name": version.name}
            for version, path in _calls(work, steps)
        ],
    }


@dataclass(frozen=True)
class _Sheet:
    """One diagram with the places where the case stands in it, and those it has passed."""

    process: Process
    tokens: set[str]
    passed: set[str]

    def shown(self, number: int, over: bool) -> dict[str, Any]:
        """Return what the page shows of it."""
        key, process = self.process.key, self.process
        current = _inner(self.tokens, process) or self.tokens
        return {
            "url": url_for("pages.processes.file", key=key, number=number, name=DIAGRAM),
            "current": sorted(current),
            "passed": sorted(_inner(self.passed, process) - current),
            "steps": [
                {"name": labelled(step, "name"), "state": _state(step.id, current, self.passed)}
                for step in process.steps.values()
                if step.kind in LISTED and (not over or step.id in self.passed)
            ],
        }


def _calls(work: Work, steps: Steps) -> Iterator[tuple[ProcessVersion, str]]:
    """Yield the newest version of each called process, with the path of its call activities."""
    versions = processes.of_digests(work.session, [*steps.called])
    newest = {version.key: version for version in reversed(versions)}
    ahead = [(steps.own, "")]
    while ahead:
        process, path = ahead.pop(0)
        for call in process.calls:
            inside = f"{path}{call.step}/"
            if call.key in newest and inside.count("/") <= DEEPEST:
                version = newest[call.key]
                yield version, inside
                ahead.append((steps.called[version.digest], inside))


def _under(path: str, places: Iterable[str]) -> set[str]:
    """Return the elements that lie directly in the process called under a path."""
    inside = (place.removeprefix(path) for place in places if place.startswith(path))
    return {place for place in inside if "/" not in place}


def passed(entries: Iterable[Entry]) -> set[str]:
    """Return the elements that the moves of a case went through, gateways among them.

    What a return took back is passed no more, until the case comes through it again.
    """
    gone_through: set[str] = set()
    for entry in entries:
        gone_through.difference_update(entry.details.get("taken_back", ()))
        gone_through.update(entry.details.get("passed", ()))
    return gone_through


def _inner(elements: Iterable[str], process: Process) -> set[str]:
    """Leave out the frames around steps, and what only an earlier version had."""
    known = (process.steps[one] for one in elements if one in process.steps)
    return {step.id for step in known if step.kind != "subProcess"}


def _state(step: str, current: set[str], gone_through: set[str]) -> str:
    if step in current:
        return "current"
    return "passed" if step in gone_through else "ahead"
