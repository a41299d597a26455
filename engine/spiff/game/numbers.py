"""Numbers of what tokens have come through: small, so that a state does not grow with a case."""

from collections.abc import Iterable

from engine.spiff.scope import Token
from engine.spiff.trail import every
from engine.spiff.trails import renumbered


def highest(tokens: Iterable[Token]) -> int:
    """Return the greatest number in use."""
    found = 0
    for token in tokens:
        if "trail" in token.__dict__:
            found = max(found, token.trail.highest)
        found = max([found, *_noted(token)])
    return found


def number_anew(tokens: list[Token]) -> None:
    """Number everything that tokens have come through, in the same order, from 1.

    Earlier passes of a step that no token knows any more are forgotten.
    """
    trailed = [token for token in tokens if "trail" in token.__dict__]
    used = {number for token in tokens for number in _noted(token)}
    for token in trailed:
        trail = token.trail
        used.update(one.number for one in (*every(trail.passes), *trail.spared))
        used.update([] if trail.back is None else [trail.back])
    known = {number: rank for rank, number in enumerate(sorted(used), 1)}
    for token in trailed:
        token.trail = renumbered(token.trail, known.__getitem__, known)
    for kept in (token.internal_data for token in tokens):
        if "away" in kept:
            kept["away"] = {str(known[int(n)]): index for n, index in kept["away"].items()}
        if "parked" in kept:
            kept["parked"] = known[kept["parked"]]


def _noted(token: Token) -> list[int]:
    """Return the numbers of the returns that a token waits for."""
    kept = token.internal_data
    parked = [kept["parked"]] if "parked" in kept else []
    return [*map(int, kept.get("away", ())), *parked]
