"""What returns leave to be done later: those that wait, and those that come to nothing."""

from collections import defaultdict
from collections.abc import Iterator

from SpiffWorkflow.util.task import TaskState

from engine.change.returned import Return
from engine.errors import Conflict
from engine.spiff.game.part import Part
from engine.spiff.game.workflow import Workflow
from engine.spiff.passes import holds
from engine.spiff.returning.doing import carry_out, discard
from engine.spiff.returning.levels import levels
from engine.spiff.returning.plan import Plan
from engine.spiff.returning.telling import tell_left
from engine.spiff.scope import Token
from engine.spiff.specs import writes
from engine.spiff.specs.coming_back import forgive, unpark
from engine.spiff.specs.gateways import ways_after
from engine.spiff.trail import trail_of


def go_on(run: Workflow) -> bool:
    """Do what has become due; return whether anything has changed."""
    before = [token for token in run.tokens() if _concerned(token)]
    return bool(before) and any([*_fulfilled(before), *_lapsed(run), *_orphaned(run)])


def _concerned(token: Token) -> bool:
    trail = trail_of(token)
    kept = token.internal_data
    concerned = trail.spared or trail.back is not None or "parked" in kept or "away" in kept
    return bool(concerned) and _lives(token)


def _lives(token: Token) -> bool:
    open_ = token._state & TaskState.NOT_FINISHED_MASK
    return bool(open_) and token.id in token.workflow.tasks and not token.workflow.gone


def _fulfilled(tokens: list[Token]) -> Iterator[bool]:
    """Carry out the returns whose others have come to rest; what cannot be is given up."""
    for token in tokens:
        if "wish" in token.internal_data and _lives(token):
            to, then = token.internal_data["wish"]
            try:
                plan = Plan(token, Return(tuple(to), "wait", then))
            except Conflict:
                unpark(token)
                yield True
            else:
                if plan.due:
                    del token.internal_data["wish"]
                    carry_out(plan)
                    yield True


def _lapsed(run: Workflow) -> Iterator[bool]:
    """Withdraw those left alone whom nobody comes back to, and those who come back to nobody."""
    for part in run.parts:
        debts = defaultdict(list)
        for token in part.unfinished():
            for one in trail_of(token).spared if "trail" in token.__dict__ else ():
                debts[one].append(token)
        for debt, coming in debts.items():
            absent = [one for one in part.unfinished() if _awaits(one, debt.number)]
            if not debt.flows and not absent:
                yield from map(_drop, filter(_lives, coming))
            elif not any(_reaches(one, debt.step) for one in coming if _lives(one)):
                left = [one for one in part.unfinished() if _left(one, debt.number)]
                for one in [*absent, *left]:
                    tell_left(one, debt.number)
                    yield _drop(one)
                forgive(part, debt.number)
                part.update_waiting_tasks()


def _orphaned(run: Workflow) -> Iterator[bool]:
    """Withdraw tasks that wait for somebody who does not come back, and the other way round."""
    parked = {one.internal_data["parked"]: one for one in _living(run) if _waits(one)}
    away = {trail_of(one).back: one for one in _living(run) if "trail" in one.__dict__}
    for number, task in parked.items():
        if number not in away:
            yield _drop(list(levels(task))[task.internal_data["outward"]].leaving)
    for number, errand in away.items():
        if number is not None and number not in parked:
            yield _drop(errand)


def _living(run: Workflow) -> list[Token]:
    return [token for token in run.tokens() if _lives(token)]


def _waits(token: Token) -> bool:
    return "parked" in token.internal_data and "wish" not in token.internal_data


def _awaits(token: Token, number: int) -> bool:
    return str(number) in token.internal_data.get("away", ())


def _left(token: Token, number: int) -> bool:
    return not token.task_spec.hangs and holds(trail_of(token).passes, [number])


def _drop(token: Token) -> bool:
    part: Part = token.workflow
    before = writes.known(part)
    discard(token)
    writes.take_back_lost(part, before)
    part.update_waiting_tasks()
    return True


def _reaches(token: Token, step: str) -> bool:
    """Whether a token may still come to a step."""
    seen, ahead = set(), [token.task_spec]
    while ahead:
        spec = ahead.pop()
        if spec.name == step:
            return True
        if spec.name not in seen:
            seen.add(spec.name)
            ahead += [after for _, after in ways_after(spec)]
    return False
