"""Where a run is: the tokens that hold a place in the diagram of its own process."""

from collections.abc import Iterator
from typing import Any

from engine.spiff.definition import Definition
from engine.spiff.game.part import Part
from engine.spiff.game.workflow import Workflow
from engine.spiff.scope import Token


def own_parts(run: Workflow) -> list[Part]:
    """Return the run and its sub-processes, without those of called processes."""
    return [part for part in run.parts if part.definition is run.definition]


def diagram_of(part: Part, definition: Definition) -> Any:
    """Return the diagram of a part in a version, ``None`` where it has none."""
    if part.carrier is None:
        return definition.spec
    return definition.inner.get(part.carrier.task_spec.spec)


def held(run: Workflow) -> Iterator[tuple[Part, Token]]:
    """Yield the tokens that hold a place, each with its part; what hangs on a border does not."""
    for part in own_parts(run):
        for token in part.unfinished():
            if not token.task_spec.hangs:
                yield part, token


def places(run: Workflow) -> set[str]:
    """Return the steps that hold a token, without the sub-processes around others."""
    around = {part.carrier.id for part in own_parts(run) if part.carrier is not None}
    steps = {token.task_spec.bpmn_id for _, token in held(run) if token.id not in around}
    return {step for step in steps if step}


def hanging(run: Workflow) -> set[str]:
    """Return the events that wait on a border."""
    tokens = (token for part in own_parts(run) for token in part.unfinished())
    return {token.task_spec.step.id for token in tokens if token.task_spec.hangs}
