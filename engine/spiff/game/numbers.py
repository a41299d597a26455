"""Numbers of what tokens have come through: as small as can be, so that a state does not grow."""

from engine.spiff.game.workflow import Workflow
from engine.spiff.scope import Token
from engine.spiff.trail import every, renumbered


def number_passes(run: Workflow) -> None:
    """Number everything anew that tokens have come through, in the same order."""
    trailed = [token for token in run.tokens() if "trail" in token.__dict__]
    away = [token for token in run.tokens() if "away" in token.internal_data]
    parked = [token for token in run.tokens() if "parked" in token.internal_data]
    used = {int(number) for token in away for number in token.internal_data["away"]}
    used |= {token.internal_data["parked"] for token in parked}
    for token in trailed:
        trail = token.trail
        used.update(one.number for one in (*every(trail.passes), *trail.spared))
        used.update([] if trail.back is None else [trail.back])
    known = {number: rank for rank, number in enumerate(sorted(used), 1)}
    run.passes = len(known)
    if all(number == rank for number, rank in known.items()) and not _older(trailed, known):
        return
    for token in trailed:
        token.trail = renumbered(token.trail, known.__getitem__, known)
    for token in away:
        names = token.internal_data["away"].items()
        token.internal_data["away"] = {str(known[int(number)]): index for number, index in names}
    for token in parked:
        token.internal_data["parked"] = known[token.internal_data["parked"]]


def _older(trailed: list[Token], known: dict[int, int]) -> bool:
    """Whether a token remembers an earlier pass that no token knows."""
    passes = (one for token in trailed for one in every(token.trail.passes))
    return any(old not in known for one in passes for old in one.older)
