"""What is noted when a token comes through an element, and on which ways it goes on."""

from collections.abc import Iterator, Mapping

from engine.spiff.errands import Spared, along, debts, left_alone
from engine.spiff.passes import Pass
from engine.spiff.scope import Token
from engine.spiff.specs import coming_back, parting, writes
from engine.spiff.specs.ways import Way
from engine.spiff.trail import NOWHERE, Trail, trail_of
from engine.spiff.trails import added, met, repeated


def seal(token: Token) -> None:
    """Note that something final has happened, with everything around it."""
    while token is not None:
        token.internal_data["sealed"] = True
        if "index" in token.internal_data:
            token.parent.internal_data["sealed"] = True
        token = token.workflow.carrier


def hand_on(token: Token, after: Token) -> None:
    """Let a token go on behind something that is not drawn, with all it keeps."""
    if (trail := trail_of(token)) is not NOWHERE and not after.task_spec.hangs:
        after.trail = trail


def join(token: Token, arrived: Mapping[str, Token]) -> None:
    """Note that a token goes on as one with others, each from its own flow."""
    if len(arrived) > 1:
        trail, own = met({flow: trail_of(one) for flow, one in arrived.items()})
        token.trail, token.internal_data["met"] = trail, own


def ways_on(token: Token, taken: list[Way]) -> Iterator[tuple[Way, Trail]]:
    """Yield the ways on which a token goes on, each with what it has come through then.

    Where others went on when it was returned, it takes no way that they have taken.
    """
    before, step = trail_of(token), token.task_spec.name
    parted, spared = _left_alone(before, step)
    left = [way for way in taken if way.flow not in spared]
    flows = [*spared, *[way.flow for way in left]]
    last = _pass(token, parts=len(flows) > 1 or bool(parted))
    again = repeated(before, last) if last else []
    if again:
        token.workflow.top_workflow.repeats = True
        writes.own_up(token, [one for one in again if one.step != step])
    returned: list[int] = []
    for way in left:
        rest = [flow for flow in flows if flow != way.flow]
        noted = last._replace(rest=tuple(rest)) if last and rest else last
        errands = along(before.errands, step, way.flow) if before.errands else ()
        if noted and again:
            trail = Trail.of(added(before.passes, noted), errands)
        else:
            trail = before.onward(errands, noted)
        back = coming_back.rejoin(token, way.target, trail)
        returned += back
        if not back:
            yield way, trail
    for number in returned:
        coming_back.forgive(token.workflow, number)
    for debt in parted:
        parting.again(token, debt, added(before.passes, last) if last else (), flows)


def _left_alone(trail: Trail, step: str) -> tuple[list[Spared], list[str]]:
    """Return who parted at a step from tokens that come back, and the flows that stay alone."""
    if not trail.errands:
        return [], []
    parted = [one for one in debts(trail.errands) if one.step == step and one.flows]
    stay = [one for one in left_alone(trail.errands) if one.step == step]
    return parted, [flow for one in stay for flow in one.flows]


def _pass(token: Token, parts: bool) -> Pass | None:
    """Return what is to be noted of an element; nothing where a return need not know of it.

    :param parts: whether the token parts from others here.
    """
    kept, spec = token.internal_data, token.task_spec
    joined, done, noted = kept.pop("met", ()), [token], {*kept}
    if spec.hangs and spec.interrupting:
        done.append(next(one for one in token.parent.children if not one.task_spec.hangs))
        noted |= {*done[-1].internal_data}
    beside = spec.hangs and not spec.interrupting
    tells = "number" in noted or "sealed" in noted
    if not (tells or parts or joined or beside or spec.step.is_activity):
        return None
    return Pass(
        number=writes.number(token, done),
        step=spec.name,
        joined=joined,
        sealed="sealed" in noted,
        asked=kept.get("asked"),
    )
