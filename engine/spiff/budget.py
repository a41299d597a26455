"""How much one move may do, and how much one run may hold: more is an incident, and undone.

Source: reliability rule 4. The size of a state is limited where it is written (see ``codec``),
the length of a list where its instances are made, the depth of calls where they are opened.
"""

from typing import TYPE_CHECKING

from engine.errors import Broken
from engine.feel import Purse

if TYPE_CHECKING:
    from engine.spiff.game.workflow import Workflow

STEPS = 2_000
"""A move that takes more steps than this never ends."""
WORK = 500_000
"""So many steps may all expressions and decisions of a move take: about two seconds."""
TOKENS = 5_000
"""So many tokens may a run hold."""


class Budget:
    """What is left to one move."""

    def __init__(self) -> None:
        self.steps, self.work = STEPS, Purse(WORK)

    def step(self) -> None:
        """Take a step.

        :raises Broken: the move never ends.
        """
        self.steps -= 1
        if self.steps < 0:
            raise Broken("run.endless", "More than %(most)s steps in one move.", most=STEPS)

    def refuse_toil(self, step: str) -> None:
        """Make sure that there was enough for the expressions of an element.

        :raises Broken: the expressions of the move do too much work.
        """
        if self.work.left < 0:
            message = (
                "The expressions of one move do too much work, the last of them at “%(step)s”."
            )
            raise Broken("run.too_much_work", message, step=step)


def refuse_crowd(run: "Workflow", more: int = 0) -> None:
    """Make sure that a run has room for what it holds.

    :param more: tokens that are about to be made.
    :raises Broken: it has not.
    """
    if len(run.tokens()) + more <= TOKENS:
        return
    if sum(len(part.unfinished()) for part in run.parts) + more > TOKENS:
        message = "A case may be in at most %(most)s places at once."
        raise Broken("run.too_many_tokens", message, most=TOKENS)
