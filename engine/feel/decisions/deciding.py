"""Evaluates every decision of a file at once, for ``flask decide``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.errors import Invalid
from engine.feel.decisions.model import STEPS, DecisionModel
from engine.feel.errors import FeelLimit
from engine.feel.notes import Note
from engine.feel.outside import plain_json
from engine.feel.scope import Evaluation


@dataclass(frozen=True)
class Answers:
    """What all decisions of a file say to one input.

    :param values: for each decision by its name its value as JSON, or ``{"error": text}``.
    :param notes: why anything was null on the way, each reason once.
    """

    values: dict[str, Any]
    notes: tuple[Note, ...]


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
    values, notes = {}, list[Note]()
    for part in model.decisions.values():
        run = Evaluation(inputs, at, STEPS)
        values[part.name] = _decided(model, part.id, run)
        notes += [note for note in run.notes if note not in notes]
    return Answers(values, tuple(notes))


def _decided(model: DecisionModel, part: str, run: Evaluation) -> Any:
    try:
        return plain_json(run, model.value(part, run))
    except (Invalid, FeelLimit) as problem:
        return {"error": str(problem)}
