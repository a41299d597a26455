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
    """Return the ids of all that waits for a token to come straight back, from the inside out.

    Whoever waits may be waited for as well.
    """
    back = trail_of(token).back
    for one in token.workflow.top_workflow.tokens() if back is not None else ():
        if one.internal_data.get("parked") == back:
            around = list(levels(one))
            found = [id(each) for level in around for each in (level.instance, level.token) if each]
            return found + [further for level in around for further in asked_by(level.token)]
    return []


def wishes_beside(task: Token, level: Level) -> bool:
    """Whether another instance waits to be returned."""
    tokens = level.token.workflow.top_workflow.tokens()
    wishing = [one for one in tokens if "wish" in one.internal_data and one is not task]
    found = (each for one in wishing for each in levels(one))
    return level.shared and any(each.token is level.token for each in found)


def wishes_among(tokens: list[Token]) -> bool:
    """Whether one of these tokens waits to be returned, itself or with somebody within it."""
    around = [one for token in tokens[:1] for one in token.workflow.top_workflow.tokens()]
    return any(_wished(one) in tokens for one in around if "wish" in one.internal_data)


def _wished(task: Token) -> Token:
    """Return the token that stands for a task where it waits to be returned."""
    *path, step = task.internal_data["wish"][0][0].split("/")
    return next(
        level.token
        for level in levels(task)
        if level.part.path == tuple(path) and step in level.part.spec.task_specs
    )


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
