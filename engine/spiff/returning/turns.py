"""Turns that were done before others: when enough is known of them to return there.

Source: decision 176.
"""

from collections.abc import Collection, Iterable

from engine.errors import Conflict
from engine.spiff.passes import holds
from engine.spiff.scope import Token
from engine.spiff.trail import trail_of
from engine.spiff.undone import Undone


def untold(undone: Undone, numbers: Collection[int], stay: Iterable[Token]) -> bool:
    """Whether a return goes to a turn of which it is not known what to undo or whom to spare.

    What two turns wrote may be known as one. Who parted in a turn is forgotten when the element
    is come through again.

    :param stay: those who are not withdrawn.
    """
    if not any(undone.passes[number].quiet for number in numbers):
        return False
    parted = all(holds(trail_of(one).passes, undone.parted) for one in stay)
    return undone.vague > min(numbers) or not parted


def earlier_turn(step: str) -> Conflict:
    """Return the refusal of a return to a turn of which too little is known."""
    message = (
        "“%(step)s” was done in an earlier turn, of which too little is known after a return: "
        "return to a step before the turns, or do this turn again."
    )
    return Conflict("return.earlier_turn", message, step=step)
