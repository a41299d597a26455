"""What the decision tables of a process say for an application, to stand on a paper."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from app.usecases.moving.moved import Moved
from engine.feel.decisions import DecisionModel

GROUND = "ground"
"""The output of a decision table that says on what ground something is prohibited."""
TOLD = "told"
"""The output of a decision table that says what the applicant is told at once."""


def grounds(moved: Moved) -> list[str]:
    """Return the grounds that the decision tables of the process give for this application."""
    return list(_said(moved, GROUND))


def told(moved: Moved) -> list[str]:
    """Return what the decision tables of the process tell this applicant at once.

    Source: Administrative Licensing Law, Art. 30, 32 (what is needed is told at once).
    """
    return list(_said(moved, TOLD))


def _said(moved: Moved, output: str) -> Iterator[str]:
    case, work = moved.case, moved.work
    scope = {"application": case.answers, "item": case.item}
    used = (work.process(digest) for digest in (case.process_digest, *(case.called or ())))
    for name, model in chain.from_iterable(process.decisions.items() for process in used):
        if _says(model, name, output):
            decided = model.decide(name, scope, work.now)
            yield from (str(one) for one in _values(decided, output) if one)


def _says(model: DecisionModel, name: str, output: str) -> bool:
    table = model.decisions[name].table
    return table is not None and any(one.name == output for one in table.outputs)


def _values(decided: Any, output: str) -> list[Any]:
    """Return one output of what was decided: of one rule that hit, or of each."""
    hits = decided if isinstance(decided, list) else [decided]
    return [one.get(output) if isinstance(one, dict) else one for one in hits]
