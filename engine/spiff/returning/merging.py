"""A return to a step that is being done again for another return: both come back together."""

from collections.abc import Collection, Iterable

from engine.spiff.errands import Errands, debts, settled, without
from engine.spiff.scope import Token
from engine.spiff.trail import trail_of


def crossing(tokens: Iterable[Token], lost: Collection[int]) -> list[Token]:
    """Return the tokens that were returned and leave alone what another return takes back."""
    return [
        one for one in tokens if any(each.number in lost for each in debts(trail_of(one).errands))
    ]


def joined(other: Token, errands: Errands, lost: Collection[int]) -> Errands:
    """Return the errands of a token that comes back for another return, too.

    :param errands: those of that one by itself.
    :param lost: what it takes back.
    """
    gone = {*lost} - {one.number for one in debts(errands)}
    return settled((*without(trail_of(other).errands, gone), *(errands or ((),))))
