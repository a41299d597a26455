"""Numbers of what tokens have come through: small, so that a state does not grow with a case."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Collection
from typing import Any

from engine.spiff.errands import debts
from engine.spiff.ledger import forget, merge, renumber
from engine.spiff.passes import every
from engine.spiff.scope import Token, pages
from engine.spiff.trail import NOWHERE
from engine.spiff.trails import renumbered

_NOTED = frozenset({"parked", "number", "away"})


def highest(run: Any) -> int:
    """Return the greatest number in use."""
    found = [0]
    for token in run.tokens():
        if token.trail is not NOWHERE:
            found.append(token.trail.highest)
        if not _NOTED.isdisjoint(token.internal_data):
            found += _noted(token)
    for _, ledger in pages(run):
        found += [number for page in ledger.values() for makers, _ in page for number in makers]
    return max(found)


def number_anew(run: Any) -> None:
    """Number everything that tokens have come through, in the same order, from 1.

    Of the earlier passes of a step only those are kept that a return can tell from each other.
    """
    tokens = list(run.tokens())
    trailed = [token for token in tokens if token.trail is not NOWHERE]
    used = {number for token in tokens for number in _noted(token)}
    for token in trailed:
        trail = token.trail
        used.update(one.number for one in every(trail.passes))
        used.update(one.number for one in debts(trail.errands))
        used.update([] if trail.back is None else [trail.back])
    kept, vague = _earlier(run, trailed, used)
    used |= kept
    known = {number: rank for rank, number in enumerate(sorted(used), 1)}
    for token in trailed:
        token.trail = renumbered(token.trail, known.__getitem__, known, vague)
    for _, ledger in pages(run):
        forget(ledger, known)
        renumber(ledger, known)
    for kept in (token.internal_data for token in tokens):
        if "away" in kept:
            kept["away"] = {str(known[int(n)]): index for n, index in kept["away"].items()}
        for name in {"parked", "number"} & kept.keys():
            kept[name] = known[kept[name]]


def _earlier(run: Any, trailed: list[Token], used: Collection[int]) -> tuple[set[int], set[int]]:
    """Return the earlier passes that are kept; each of the others counts as the next one kept.

    Return as well the passes of which one that is kept stands for another turn, too.

    Between two passes that somebody may return to, the last of them stands for all. They are
    merged from the last on: what one wrote has to be earlier than what it is merged with.
    """
    live, kept, vague, turns = sorted(used), set(), set(), _turns(trailed)
    for token in trailed:
        for one in every(token.trail.passes):
            spec = token.workflow.spec.task_specs.get(one.step)
            between = defaultdict(list)
            for old in sorted({*one.older}.difference(used)):
                between[bisect(live, old)].append(old)
            for *others, last in between.values():
                kept.add(last)
                if any(other < turn <= last for other in others[:1] for turn in turns):
                    vague.add(one.number)
                for other in reversed(others):
                    for names, ledger in pages(run):
                        merge(ledger, names, other, last, spec and spec.answer)
    return kept, vague


def _turns(trailed: list[Token]) -> list[int]:
    """Return the last pass of each activity before the one that stands for it."""
    found = set()
    for token in trailed:
        specs = token.workflow.spec.task_specs
        for one in every(token.trail.passes):
            spec = specs.get(one.step)
            if one.older and not one.quiet and spec is not None and spec.step.is_activity:
                found.add(one.older[-1])
    return sorted(found)


def _noted(token: Token) -> list[int]:
    """Return the numbers of the returns that a token waits for, and of the pass it will be."""
    kept = token.internal_data
    found = [kept[name] for name in ("parked", "number") if name in kept]
    return [*map(int, kept.get("away", ())), *found]
