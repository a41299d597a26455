"""A return to a step that is being done again for another return: both come back together."""

from collections.abc import Collection, Iterable

from engine.spiff.scope import Token
from engine.spiff.trail import Spared, trail_of


def crossing(tokens: Iterable[Token], lost: Collection[int]) -> list[Token]:
    """Return the tokens that were returned and leave alone what another return takes back."""
    return [one for one in tokens if any(each.number in lost for each in trail_of(one).spared)]


def joined(other: Token, spared: Iterable[Spared], lost: Collection[int]) -> tuple[Spared, ...]:
    """Return what a token leaves alone that comes back for another return, too.

    :param spared: what would be left alone for that one by itself.
    :param lost: what it takes back.
    """
    mine = {one.number: one for one in spared}
    found = []
    for one in trail_of(other).spared:
        same = mine.pop(one.number, None)
        if same is not None:
            flows = tuple(flow for flow in one.flows if flow in same.flows)
            found += [Spared(one.number, one.step, flows)] if flows or not one.flows else []
        elif one.number not in lost:
            found.append(one)
    return (*found, *mine.values())
