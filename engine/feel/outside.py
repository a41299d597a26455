"""Hands values of the language out to the program."""

from datetime import datetime
from typing import Any

from engine.feel.scope import Evaluation
from engine.feel.temporal import in_zone


def given(run: Evaluation, value: Any) -> Any:
    """Return a value for the program: every moment has a zone, the office's if none other.

    :raises FeelLimit: it is too large.
    """
    match value:
        case datetime():
            return in_zone(value, run.at.tzinfo)
        case list():
            run.spend(len(value))
            return [given(run, item) for item in value]
        case dict():
            run.spend(len(value))
            return {key: given(run, part) for key, part in value.items()}
    return value
