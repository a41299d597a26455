"""Whether those that are waited for have come to rest."""

from SpiffWorkflow.util.task import TaskState

from engine.spiff.returning.levels import Level
from engine.spiff.scope import Token
from engine.spiff.specs.processes import End


def rests(level: Level, others: list[Token]) -> bool:
    """Whether the others wait where branches meet, and the other instances are done."""
    if level.shared:
        children = level.token.children
        busy = [one for one in children if one is not level.instance and _moves(one)]
        if busy:
            return False
    return all(_stands(one) for one in others)


def _stands(token: Token) -> bool:
    spec = token.task_spec
    return token._state == TaskState.WAITING and (spec.joins or isinstance(spec, End))


def _moves(token: Token) -> bool:
    return bool(token._state & TaskState.NOT_FINISHED_MASK)
