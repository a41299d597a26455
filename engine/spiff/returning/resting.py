"""Whether those that are waited for have come to rest."""

from collections.abc import Collection

from SpiffWorkflow.util.task import TaskState

from engine.spiff.returning.levels import Level, levels
from engine.spiff.scope import Token
from engine.spiff.specs.instances import MultiInstance
from engine.spiff.specs.processes import End
from engine.spiff.trail import trail_of


def rests(level: Level, others: list[Token]) -> bool:
    """Whether the others wait where branches meet, and the other instances are done."""
    waiting = asked_by(level.token)
    if level.shared and _busy(level.token, [*waiting, id(level.instance)]):
        return False
    return all(_stands(one, waiting) for one in others)


def asked_by(token: Token) -> list[int]:
    """Return the ids of all that waits for a token to come straight back, from the inside out."""
    back = trail_of(token).back
    for one in token.workflow.top_workflow.tokens() if back is not None else ():
        if one.internal_data.get("parked") == back:
            found = [each for level in levels(one) for each in (level.instance, level.token)]
            return [id(each) for each in found if each is not None]
    return []


def wishes_beside(task: Token, level: Level) -> bool:
    """Whether another instance waits to be returned."""
    tokens = level.token.workflow.top_workflow.tokens()
    wishing = [one for one in tokens if "wish" in one.internal_data and one is not task]
    found = (each for one in wishing for each in levels(one))
    return level.shared and any(each.token is level.token for each in found)


def _stands(token: Token, waiting: Collection[int]) -> bool:
    spec = token.task_spec
    if isinstance(spec, MultiInstance) and token._state == TaskState.STARTED:
        return not _busy(token, waiting)
    if id(token) in waiting:
        return True
    return token._state == TaskState.WAITING and (spec.joins or isinstance(spec, End))


def _busy(whole: Token, waiting: Collection[int]) -> bool:
    """Whether an instance goes on that waits for nobody."""
    moving = [one for one in whole.children if one._state & TaskState.NOT_FINISHED_MASK]
    return any(id(one) not in waiting for one in moving)
