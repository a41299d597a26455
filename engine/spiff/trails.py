"""What a token has come through as JSON and back: what says nothing is not written."""

from typing import Any

from engine.spiff.trail import NOWHERE, Pass, Passes, Reopened, Spared, Trail


def written(trail: Trail) -> list[Any]:
    """Return a trail as lists."""
    told = [
        _passes(trail.passes),
        [[one.number, one.step, *one.flows] for one in trail.spared],
        trail.back,
        trail.reopened
        and [trail.reopened.elements, dict(trail.reopened.answers), trail.reopened.indexes],
    ]
    while told and not told[-1] and told[-1] != 0:
        told.pop()
    return told


def read(told: list[Any]) -> Trail:
    """Return the trail that was written."""
    if not told:
        return NOWHERE
    columns: list[Any] = [*told, *[None] * (4 - len(told))]
    passes, spared, back, reopened = columns
    return Trail(
        _read_passes(passes),
        tuple(Spared(number, step, tuple(flows)) for number, step, *flows in spared or ()),
        back,
        Reopened(*reopened) if reopened else None,
    )


def _passes(passes: Passes) -> list[Any]:
    return [[one.number, one.step, *([more] if (more := _more(one)) else [])] for one in passes]


def _more(one: Pass) -> dict[str, Any]:
    joined = {flow: _passes(inner) for flow, inner in one.joined}
    said = {"rest": list(one.rest), "joined": joined, "sealed": one.sealed, "asked": one.asked}
    more = {name: value for name, value in (said | {"older": list(one.older)}).items() if value}
    return more if one.before is None else more | {"before": dict(one.before)}


def _read_passes(told: list[Any]) -> Passes:
    return tuple(_read_pass(*one) for one in told)


def _read_pass(number: int, step: str, more: dict[str, Any] | None = None) -> Pass:
    said = dict(more or {})
    for name in {"rest", "older", "asked"} & said.keys():
        said[name] = tuple(said[name])
    inputs = said.get("joined", {})
    said["joined"] = tuple((flow, _read_passes(inner)) for flow, inner in inputs.items())
    return Pass(number, step, **said)
