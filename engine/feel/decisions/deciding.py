"""Evaluates every decision of a file at once, for ``flask decide``."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from engine.errors import Invalid
from engine.feel.decisions.model import STEPS, DecisionModel
from engine.feel.errors import FeelLimit
from engine.feel.outside import plain_json
from engine.feel.scope import Evaluation


def decide(raw: bytes, inputs: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """Return, for each decision by its name, its value as JSON or ``{"error": text}``.

    :param raw: a DMN file.
    :param inputs: what the decisions read; dates and durations as text.
    :param at: the moment of the decisions, in the office's zone.
    :raises Invalid: the file is no safe XML or no DMN.
    """
    model = DecisionModel.read_leniently(raw, "decisions")
    return {part.name: _decided(model, part.id, inputs, at) for part in model.decisions.values()}


def _decided(model: DecisionModel, part: str, inputs: Mapping[str, Any], at: datetime) -> Any:
    run = Evaluation(inputs, at, STEPS)
    try:
        return plain_json(run, model.value(part, run))
    except (Invalid, FeelLimit) as problem:
        return {"error": str(problem)}
