"""Forget what is finished, so that a run costs what is open and not what has been.

Kept are the begin of every part, the open tokens, and the token before each of them: a join
asks where a token came from, a border event what it hangs on. All else has nothing to say
any more; what happened is told in every ``Change`` and kept in the history of the case.

Source: decision 14.
"""

from engine.spiff.game.part import Part
from engine.spiff.game.workflow import Workflow


def fold(run: Workflow) -> None:
    """Drop the finished tokens of every part."""
    for part in run.parts:
        _fold(part)


def _fold(part: Part) -> None:
    root = part.task_tree
    kept = {root.id}
    for token in part.unfinished():
        kept.update((token.id, token._parent or root.id))
    tokens = [token for token in part.tasks.values() if token.id in kept]
    if len(tokens) != len(part.tasks):
        part.arrange(tokens)
