"""Forget what is finished, so that a run costs what is open and not what has been.

Kept are the begin of every part, the open tokens, and the token before each of them: a join
asks where a token came from, a border event what it hangs on. All else has nothing to say
any more; what happened is told in every ``Change`` and kept in the history of the case.
What an open token has come through it keeps itself.

Source: decisions 14 and 150.
"""

from engine.spiff.game.numbers import number_anew
from engine.spiff.game.part import Part
from engine.spiff.game.workflow import Workflow
from engine.spiff.scope import Token
from engine.spiff.trail import NOWHERE

NOTED = ("number", "asked", "sealed")
"""What is noted with a step while it is done."""


def fold(run: Workflow) -> None:
    """Drop the finished tokens of every part."""
    for part in run.parts:
        _fold(part)
    if run.repeats:
        number_anew(run)
    run.passes, run.repeats = None, False


def _forget(token: Token) -> None:
    """Forget what was noted of a finished step: it has gone into what came of it."""
    token.trail = NOWHERE
    for name in NOTED:
        if name in token.internal_data:
            del token.internal_data[name]


def _fold(part: Part) -> None:
    root, open_ = part.task_tree, part.unfinished()
    open_ids = {token.id for token in open_}
    kept = {root.id, *open_ids, *[token._parent or root.id for token in open_]}
    for number in kept - open_ids:
        _forget(part.tasks[number])
    if len(kept) != len(part.tasks):
        part.arrange([token for token in part.tasks.values() if token.id in kept])
