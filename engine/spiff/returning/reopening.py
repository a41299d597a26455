"""Asking some instances of an activity again, while the answers of the others stay."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.change.returned import Asked, Return
from engine.errors import Conflict, Invalid
from engine.spiff.game.workflow import Workflow
from engine.spiff.passes import Pass, every
from engine.spiff.returning.doing import carry_out
from engine.spiff.returning.refusing import planned
from engine.spiff.scope import Token, home
from engine.spiff.specs.instances import MultiInstance
from engine.spiff.specs.members import Members
from engine.spiff.trail import Reopened, trail_of


def asked(run: Workflow, place: str) -> tuple[Asked, ...]:
    """Return the instances of an activity that is under way, or that was come through.

    :raises Conflict: ``reopen.not_asked``, it is neither.
    """
    whole = under_way(run, place)
    if whole is not None:
        return _instances(whole)
    _, one = come_through(run, place)
    elements, done, *dropped = one.asked or ([], [])
    return tuple(
        Asked(index, element, "done" if index in done else "unasked")
        for index, element in enumerate(elements)
        if index not in {index for each in dropped for index in each}
    )


def reopening(run: Workflow, place: str, indexes: Iterable[int]) -> Callable[[], None]:
    """Return what asks some instances again, and withdraws what has come of their answers.

    :raises Conflict: ``reopen.not_asked``, ``reopen.answers_gone``, or what a return refuses.
    :raises Invalid: ``reopen.not_done``, one of them has not answered, or none is named.
    """
    wanted = sorted(set(indexes))
    done = {one.index for one in asked(run, place) if one.state == "done"}
    if not wanted or not done.issuperset(wanted):
        message = "Only instances of “%(step)s” that are done can be asked again."
        raise Invalid("reopen.not_done", message, step=place)
    whole = under_way(run, place)
    if whole is not None:
        return partial(whole.task_spec.ask_again, whole, wanted)
    token, one = come_through(run, place)
    plan = planned(token, Return((place,)))
    if plan.partner is not None:
        message = "Another return is under way: it has to come to its end first."
        raise Conflict("return.pending", message)
    return partial(carry_out, plan, reopened(token, one, wanted))


def _instances(whole: Token) -> tuple[Asked, ...]:
    members = Members(whole.internal_data)
    open_ = {one.internal_data["index"] for one in whole.children}

    def state(index: int) -> Any:
        if str(index) in members.answers:
            return "done"
        if index in members.away.values():
            return "away"
        return "open" if index in open_ and index not in members.dropped else "unasked"

    return tuple(Asked(index, one, state(index)) for index, one in enumerate(members.elements))


def under_way(run: Workflow, place: str) -> Token | None:
    """Return the token of an activity with instances that goes on, if it does."""
    for token in _at(run, place):
        if token.task_spec.name == _step(place) and token._state == TaskState.STARTED:
            return token if isinstance(token.task_spec, MultiInstance) else None
    return None


def come_through(run: Workflow, place: str) -> tuple[Token, Pass]:
    """Return a token that has come through an activity with instances, and its last pass.

    :raises Conflict: ``reopen.not_asked``, none has.
    """
    passes = [
        (one.number, token, one)
        for token in _at(run, place)
        for one in every(trail_of(token).passes)
        if one.step == _step(place) and one.asked
    ]
    if not passes:
        message = "“%(step)s” has not asked several, or not on the way to where the case is."
        raise Conflict("reopen.not_asked", message, step=place)
    _, token, one = max(passes, key=lambda found: found[0])
    return token, one


def _at(run: Workflow, place: str) -> list[Token]:
    path = tuple(place.split("/")[:-1])
    parts = [part for part in run.parts if part.path == path]
    return [token for part in parts for token in part.unfinished() if not token.task_spec.hangs]


def _step(place: str) -> str:
    return place.rpartition("/")[2]


def reopened(token: Token, one: Pass, wanted: list[int]) -> Reopened:
    """Return which instances are asked again, and the answers that stay.

    :raises Conflict: ``reopen.answers_gone``, a later step has written over them.
    """
    spec = token.workflow.spec.task_specs[one.step]
    elements, done, *_ = one.asked or ([], [])
    output = spec.instances.output
    said = home(token).get(output) if output else [None] * len(done)
    if not isinstance(said, list) or len(said) != len(done):
        message = "What “%(step)s” collected has been changed since."
        raise Conflict("reopen.answers_gone", message, step=one.step)
    answers = {str(i): answer for i, answer in zip(done, said, strict=True) if i not in wanted}
    return Reopened(elements, answers, wanted)
