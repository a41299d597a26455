"""What keeps a run from going on in another version."""

from collections.abc import Iterator

from engine.errors import Fault
from engine.spiff.definition import Definition
from engine.spiff.game.workflow import Workflow
from engine.spiff.moving.graph import Graph
from engine.spiff.moving.natures import nature
from engine.spiff.moving.places import diagram_of, hanging, held, places
from engine.spiff.scope import GIVEN, Token, visible
from engine.spiff.specs.gateways import EventGateway, ParallelGateway
from engine.spiff.specs.instances import COUNTED
from engine.spiff.specs.processes import ProcessSpec
from engine.spiff.trail import trail_of

MADE = GIVEN | {"loopCounter", *COUNTED}
"""Names the engine itself makes."""


def obstacles(run: Workflow, to: Definition) -> list[Fault]:
    """Return everything that keeps a run from going on in another version as it stands."""
    faults = [*_misplaced(run, to), *_returning(run)]
    if faults:
        return faults
    old, new, now = Graph(run.definition), Graph(to), places(run)
    return [*_repeated(old, new, now), *_starved(run, new, now), *_nameless(run, new, now)]


def _misplaced(run: Workflow, to: Definition) -> Iterator[Fault]:
    """Yield the places that are not there, or are something else."""
    for part, token in held(run):
        spec = token.task_spec
        diagram = diagram_of(part, to)
        found = diagram and diagram.task_specs.get(spec.name)
        if found is None:
            message = "The new version has no “%(step)s” where the case is."
            yield _fault(token, "move.step_gone", message)
        elif nature(found) != nature(spec) or not _same_choice(token, diagram):
            message = (
                "“%(step)s” is something else, or waits for something else, in the new version."
            )
            yield _fault(token, "move.step_changed", message)
        elif spec.joins and token.internal_data["flow"] not in found.entering:
            message = "The flow on which the case came to “%(step)s” is not in the new version."
            yield _fault(token, "move.flow_gone", message)


def _returning(run: Workflow) -> Iterator[Fault]:
    """Yield the steps that are being done again for others who wait, by what they parted from."""
    for _, token in held(run):
        trail = trail_of(token)
        if trail.errands or trail.back is not None or "parked" in token.internal_data:
            message = (
                "A return from or to “%(step)s” is under way: the case has to come there first."
            )
            yield _fault(token, "move.returning", message)


def _same_choice(token: Token, diagram: ProcessSpec) -> bool:
    """Return whether what waits behind an event-based gateway still waits for the same events."""
    gateway = token.parent and token.parent.task_spec
    if not isinstance(gateway, EventGateway):
        return True
    found = diagram.task_specs.get(gateway.name)
    events = {way.target.name for way in gateway.ways}
    return isinstance(found, EventGateway) and {way.target.name for way in found.ways} == events


def _repeated(old: Graph, new: Graph, now: set[str]) -> Iterator[Fault]:
    """Yield the places another place now leads to: they would be come to twice."""
    for place in sorted(now):
        again = (new.steps_ahead({place}) - old.steps_ahead({place})) & now
        for step in sorted(again):
            message = (
                "“%(step)s” is open beside “%(other)s”, and comes after it in the new version."
            )
            yield Fault(step, "move.twice", message, {"step": step, "other": place})


def _starved(run: Workflow, new: Graph, now: set[str]) -> Iterator[Fault]:
    """Yield the joins that would wait for a token that can never come."""
    waiting = {token.internal_data.get("flow") for _, token in held(run)}
    for join in (node for node in new.nodes if isinstance(node, ParallelGateway)):
        step = join.step.id
        if step not in new.steps_ahead(now):
            continue
        coming = {flow for flow, _ in new.ahead(now - {step}, without={step})} | waiting
        for flow in sorted(set(join.entering) - coming):
            message = "“%(step)s” would wait for a token on “%(flow)s”, which none can reach."
            yield Fault(step, "move.join_starved", message, {"step": step, "flow": flow})


def _nameless(run: Workflow, new: Graph, now: set[str]) -> Iterator[Fault]:
    """Yield the steps that would read what nobody made on this case's way.

    Only what every new case has there counts: the other names are asked for with care.
    """
    known = MADE | new.local | {name for _, token in held(run) for name in visible(token)}
    now = now | hanging(run) & set(new.after)
    ahead = new.steps_ahead(now)
    for name in sorted({name for step in ahead for name in new.reads[step]} - known):
        makers = new.makes[name]
        unmade = new.steps_ahead(now, makers) - new.steps_ahead(new.starts, makers)
        for step in sorted(one for one in unmade - makers if name in new.reads[one]):
            message = "“%(step)s” reads “%(name)s”, which the case has not come through."
            yield Fault(step, "move.name_missing", message, {"step": step, "name": name})


def _fault(token: Token, code: str, message: str) -> Fault:
    step = token.task_spec.bpmn_id or token.task_spec.name
    return Fault(step, code, message, {"step": step})
