"""Which steps the screen of the counter asks together, as the diagram says."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from engine import feel
from engine.process.process import Process
from engine.spiff import Step

AT_COUNTER, ALWAYS = "at_counter", "true"


def at_counter(process: Process) -> tuple[Step, ...]:
    """Return all steps the counter may ask, in the order of the file."""
    drawn = (step for step in process.steps.values() if AT_COUNTER in step.settings)
    return tuple(sorted(drawn, key=lambda step: step.line))


def asked_with(
    process: Process, said: Mapping[str, Mapping[str, Any]], at: datetime
) -> tuple[Step, ...]:
    """Return the steps the counter asks, given what is said of those before.

    What is said of a step that is not asked counts for none behind it.

    :param said: the answers by step.
    """
    asked: dict[str, Step] = {}
    for step in at_counter(process):
        when = step.settings[AT_COUNTER]
        known = {name: said.get(name, {}) for name in asked}
        if when == ALWAYS or feel.compile(when).evaluate(known, at) is True:
            asked[step.id] = step
    return tuple(asked.values())
