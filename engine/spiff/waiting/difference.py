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
    return Change(
        opened=tuple(map(task, _new(before.tasks, after.tasks))),
        closed=_gone(before.tasks, after.tasks, done),
        started=tuple(map(timer, _new(before.timers, after.timers))),
        stopped=_gone(before.timers, after.timers, done),
        listening=tuple(map(wait, _new(before.waits, after.waits))),
        deaf=_gone(before.waits, after.waits),
        passed=tuple(happened.steps),
        milestones=tuple(happened.milestones),
        papers=tuple(happened.papers),
        jobs=tuple(map(job, _new(before.jobs, after.jobs))),
        undone=_gone(before.jobs, after.jobs, done),
        messages=tuple(happened.messages),
        taken_back=tuple(happened.taken_back),
    )


def _new(before: Tokens, after: Tokens) -> list[Token]:
    return [token for id_, token in after.items() if id_ not in before]


def _gone(before: Tokens, after: Tokens, done: Collection[str] = ()) -> tuple[str, ...]:
    return tuple(id_ for id_ in before if id_ not in after and id_ not in done)
