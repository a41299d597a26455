"""Who comes back to nobody, and who is left alone though nobody comes back to him."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from SpiffWorkflow.util.task import TaskState

from engine.spiff.errands import Errand, debts, settled
from engine.spiff.game.part import Part
from engine.spiff.game.workflow import Workflow
from engine.spiff.passes import holds
from engine.spiff.returning.doing import discard
from engine.spiff.returning.telling import tell_left
from engine.spiff.scope import Token
from engine.spiff.specs import writes
from engine.spiff.specs.coming_back import forgive
from engine.spiff.specs.gateways import ways_after
from engine.spiff.trail import NOWHERE, trail_of


def needless(run: Workflow) -> Iterator[bool]:
    """Let nobody come back for an instance that is not waited for any more.

    Who returned to the same step from beside it still comes back.
    """
    for part in filter(_goes_on, run.parts):
        open_ = part.unfinished()
        awaited = {number for one in open_ for number in _absences(one)}
        for token in filter(_trailed, open_):
            errands = trail_of(token).errands
            left = [one for one in errands if awaited.issuperset(_instances(one))]
            if not errands or len(left) == len(errands):
                continue
            if left:
                token.trail = token.trail.coming_for(settled(left))
            else:
                drop(token)
            yield True


def lapsed(run: Workflow) -> Iterator[bool]:
    """Withdraw those left alone whom nobody comes back to."""
    for part in filter(_goes_on, run.parts):
        for (number, step), coming in _coming(part).items():
            if not any(_reaches(one, step) for one in coming if lives(one)):
                for one in part.unfinished():
                    if number in _absences(one) or _left(one, number):
                        tell_left(one, number)
                        yield drop(one)
                forgive(part, number)
                part.update_waiting_tasks()


def lives(token: Token) -> bool:
    """Whether a token is still in the run and goes on."""
    open_ = token._state & TaskState.NOT_FINISHED_MASK
    return bool(open_) and token.id in token.workflow.tasks and not token.workflow.gone


def _goes_on(part: Part) -> bool:
    """Whether a part is still there, when those before it have been looked at."""
    return not part.gone


def drop(token: Token) -> bool:
    """Withdraw a token, and take back what nobody else has come through; return that it did."""
    part: Part = token.workflow
    before = writes.known(part)
    discard(token)
    writes.take_back_lost(part, before)
    part.update_waiting_tasks()
    return True


def forget_absence(run: Workflow, number: int) -> None:
    """Let an activity wait for an instance as for any other: nobody comes back for it."""
    for token in run.tokens():
        token.internal_data.get("away", {}).pop(str(number), None)


def _coming(part: Part) -> dict[tuple[int, str], list[Token]]:
    """Return who comes back to where others are left alone or an instance is away."""
    found: dict[tuple[int, str], list[Token]] = defaultdict(list)
    for token in part.unfinished():
        for number in _absences(token):
            found[number, token.task_spec.name] += ()
        for one in debts(trail_of(token).errands) if _trailed(token) else ():
            found[one.number, one.step].append(token)
    return found


def _trailed(token: Token) -> bool:
    return token.trail is not NOWHERE


def _absences(token: Token) -> list[int]:
    """Return the numbers of the absences an activity waits for."""
    return [int(number) for number in token.internal_data.get("away", ())]


def _instances(errand: Errand) -> Iterable[int]:
    return {one.number for one in errand if not one.flows}


def _left(token: Token, number: int) -> bool:
    return not token.task_spec.hangs and holds(trail_of(token).passes, [number])


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
