"""What returns leave to be done later: those that wait, and those that come to nothing."""

from collections.abc import Iterator

from engine.change.returned import Return
from engine.errors import Conflict
from engine.spiff.game.workflow import Workflow
from engine.spiff.returning.doing import carry_out
from engine.spiff.returning.lapsing import drop, forget_absence, lapsed, lives, needless
from engine.spiff.returning.levels import levels
from engine.spiff.returning.refusing import planned
from engine.spiff.scope import Token
from engine.spiff.specs.coming_back import unpark
from engine.spiff.trail import NOWHERE, trail_of


def go_on(run: Workflow) -> bool:
    """Do what has become due; return whether anything has changed."""
    before = [
        token
        for token in run.tokens()
        if (
            token.trail.errands
            or token.trail.back is not None
            or "parked" in token.internal_data
            or "away" in token.internal_data
        )
        and lives(token)
    ]
    if not before:
        return False
    return any([*_fulfilled(before), *needless(run), *lapsed(run), *_orphaned(run)])


def _fulfilled(tokens: list[Token]) -> Iterator[bool]:
    """Carry out the returns whose others have come to rest; what cannot be is given up."""
    for token in tokens:
        if "wish" in token.internal_data and lives(token):
            to, then = token.internal_data["wish"]
            try:
                plan = planned(token, Return(tuple(to), "wait", then))
            except Conflict:
                unpark(token)
                yield True
            else:
                if plan.due:
                    del token.internal_data["wish"]
                    carry_out(plan)
                    yield True


def _orphaned(run: Workflow) -> Iterator[bool]:
    """Withdraw tasks that wait for somebody who does not come back, and the other way round."""
    parked = {one.internal_data["parked"]: one for one in _living(run) if _waits(one)}
    away = {trail_of(one).back: one for one in _living(run) if one.trail is not NOWHERE}
    for number, task in parked.items():
        if number not in away:
            yield drop(list(levels(task))[task.internal_data["outward"]].leaving)
    for number, errand in away.items():
        if number is not None and number not in parked:
            yield drop(errand)
            forget_absence(run, number)


def _living(run: Workflow) -> list[Token]:
    return [token for token in run.tokens() if lives(token)]


def _waits(token: Token) -> bool:
    return "parked" in token.internal_data and "wish" not in token.internal_data
