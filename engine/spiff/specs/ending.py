"""Tokens that have come to the end of their scope: each keeps what it has come through.

What came of a step is taken back also where its branch has ended. Of tokens that ended in the same
way the last stands for all, so that reminders without number do not grow.
"""

from engine.spiff.passes import Pass, every
from engine.spiff.scope import Token
from engine.spiff.specs import writes
from engine.spiff.trail import trail_of


def stands_for(token: Token, earlier: Token) -> bool:
    """Whether a token now stands for another one that has ended in the same way."""
    mine, other = trail_of(token), trail_of(earlier)
    if _way(mine.passes) != _way(other.passes) or mine.errands != other.errands:
        return False
    token.workflow.top_workflow.repeats = True
    both = list(zip(mine.passes, other.passes, strict=True))
    writes.own_up(token, list(every(old for new, old in both if new.number != old.number)))
    token.trail = mine.with_passes(tuple(_over(new, old) for new, old in both))
    return True


def _way(passes: tuple[Pass, ...]) -> list[str]:
    return [one.step for one in passes]


def _over(new: Pass, old: Pass) -> Pass:
    """Return a pass that counts for another one of its step, too."""
    numbers = {number for one in every([old]) for number in (one.number, *one.older)}
    older = tuple(sorted({*new.older, *numbers} - {one.number for one in every([new])}))
    return new._replace(older=older)
