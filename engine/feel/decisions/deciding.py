"""Evaluates every decision of a file at once, for ``flask decide``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine.errors import Invalid, Told
from engine.feel.decisions.model import STEPS, DecisionModel
from engine.feel.errors import FeelLimit
from engine.feel.notes import Cell, Note
from engine.feel.outside import plain_json
from engine.feel.scope import Evaluation


@dataclass(frozen=True)
class Answers:
    """What all decisions of a file say to one input.

    :param values: for each decision by its name its value as JSON, or ``{"error": text}``.
    :param notes: why anything was null on the way, or could not be decided, each reason once.
    :param refused: why a decision could not be decided, by its name, to be translated.
    """

    values: dict[str, Any]
    notes: tuple[Note, ...]
    refused: dict[str, Told] = field(default_factory=dict)


def decide(raw: bytes, inputs: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """Return the values of :func:`answers`.

    :raises Invalid: as there.
    """
    return answers(raw, inputs, at).values


def answers(
    raw: bytes, inputs: Mapping[str, Any], at: datetime, file: str = "decisions"
) -> Answers:
    """Return what every decision of a file says, and why anything is null.

    :param raw: a DMN file.
    :param inputs: what the decisions read; dates and durations as text.
    :param at: the moment of the decisions, in the office's zone.
    :param file: what the file is called where it is told of.
    :raises Invalid: the file is no safe XML or no DMN.
    """
    model = DecisionModel.read_leniently(raw, file)
    values, notes, refused = dict[str, Any](), list[Note](), dict[str, Told]()
    for part in model.decisions.values():
        run = Evaluation(inputs, at, STEPS)
        decided = _decided(model, part.id, run)
        if isinstance(decided, Told):
            refused[part.name] = decided
            run.notes.append(Note("%(why)s", {"why": decided}, cell=Cell(part.name, part.line, "")))
        values[part.name] = {"error": str(decided)} if isinstance(decided, Told) else decided
        notes += [note for note in run.notes if note not in notes]
    return Answers(values, tuple(notes), refused)


def _decided(model: DecisionModel, part: str, run: Evaluation) -> Any:
    """Return what a decision says as JSON, or why it says nothing."""
    try:
        return plain_json(run, model.value(part, run))
    except Invalid as problem:
        return Told.by(problem)
    except FeelLimit as limit:
        return limit.told
