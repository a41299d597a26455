"""What is different after a move, told by ids: what is withdrawn needs no code of its own."""

from collections.abc import Collection, Mapping

from engine.change import Change
from engine.spiff.game.happened import Happened
from engine.spiff.scope import Token
from engine.spiff.waiting.asking import Waiting, job, task, timer, wait

Tokens = Mapping[str, Token]


def difference(
    before: Waiting, after: Waiting, happened: Happened, done: Collection[str] = ()
) -> Change:
    """Return the change from one moment to another.

    :param done: ids that are over because of the move itself: they are not told again.
    """
    opened, closed = _turn(before.tasks, after.tasks, done)
    started, stopped = _turn(before.timers, after.timers, done)
    listening, deaf = _turn(before.waits, after.waits)
    jobs, undone = _turn(before.jobs, after.jobs, done)
    return Change(
        opened=tuple(map(task, opened)),
        closed=closed,
        started=tuple(map(timer, started)),
        stopped=stopped,
        listening=tuple(map(wait, listening)),
        deaf=deaf,
        passed=tuple(happened.steps),
        milestones=tuple(happened.milestones),
        papers=tuple(happened.papers),
        jobs=tuple(map(job, jobs)),
        undone=undone,
        messages=tuple(happened.messages),
        taken_back=tuple(happened.taken_back),
    )


def _turn(
    before: Tokens, after: Tokens, done: Collection[str] = ()
) -> tuple[list[Token], tuple[str, ...]]:
    """Return the tokens that are new, and the ids of those that are gone."""
    if before == after:
        return [], ()
    gone = tuple(id_ for id_ in before if id_ not in after and id_ not in done)
    return [token for id_, token in after.items() if id_ not in before], gone
