"""What was written under a name in turn, so that any of it can be taken back as if it had not been.

A ledger belongs to a scope. It keeps the writes under each name, oldest first: in which passes
something was written, the step's own and those around it in the same scope, and what was there
before: a list of one value, or an empty one. The first write of a step under its own name is not
entered: whoever asks knows the step. Source: decision 176.
"""

from collections.abc import Collection, Mapping
from typing import Any

Names = dict[str, Any]
Entry = tuple[list[int], list[Any]]
Ledger = dict[str, list[Entry]]


def enter(ledger: Ledger, names: Names, name: str, makers: list[int]) -> None:
    """Note that something is about to be written.

    >>> ledger = {}
    >>> enter(ledger, {"fee": 5}, "fee", [2])
    >>> ledger
    {'fee': [([2], [5])]}
    """
    had = [names[name]] if name in names else []
    ledger.setdefault(name, []).append((makers, had))


def enter_first(ledger: Ledger, names: Names, name: str, maker: int) -> None:
    """Enter the first write of a step under its own name, where it is not entered."""
    entries = ledger.get(name, [])
    first_known = bool(entries) and not entries[0][1]
    if name in names and not first_known and not _made_by(entries, {maker}):
        ledger[name] = [([maker], []), *entries]


def unentered(ledger: Ledger, name: str, makers: Collection[int]) -> bool:
    """Whether one of these passes has written a name without an entry."""
    known = {maker for entry in ledger.get(name, ()) for maker in entry[0]}
    return not known.issuperset(makers)


def take_out(ledger: Ledger, names: Names, makers: Collection[int]) -> None:
    """Let names be as if nothing had been written in some passes.

    >>> names, ledger = {"fee": 9}, {"fee": [([2], [5]), ([3], [7])]}
    >>> take_out(ledger, names, {2})
    >>> names, ledger
    ({'fee': 9}, {'fee': [([3], [5])]})
    >>> take_out(ledger, names, {3})
    >>> names, ledger
    ({'fee': 5}, {})
    """
    for name in list(ledger):
        for place in reversed(_made_by(ledger[name], makers)):
            _drop(ledger, names, name, place)


def take_out_first(ledger: Ledger, names: Names, name: str) -> None:
    """Let a name be as if its first write, which is not entered, had not been.

    >>> names, ledger = {"fee": 9}, {"fee": [([2], [5])]}
    >>> take_out_first(ledger, names, "fee")
    >>> names, ledger
    ({'fee': 9}, {'fee': [([2], [])]})
    """
    entries = ledger.get(name)
    if not entries:
        names.pop(name, None)
    elif entries[0][1]:
        entries[0] = (entries[0][0], [])


def merge(ledger: Ledger, names: Names, earlier: int, later: int, own: str | None) -> None:
    """Let two passes count as the later one: of what both have written, the later counts.

    :param own: the name under which a first write of the earlier one is not entered.
    """
    if own and unentered(ledger, own, {earlier}) and not unentered(ledger, own, {later}):
        take_out_first(ledger, names, own)
    for name in list(ledger):
        if _made_by(ledger[name], {later}):
            for place in reversed(_made_by(ledger[name], {earlier})):
                _drop(ledger, names, name, place)
    renumber(ledger, {earlier: later})


def renumber(ledger: Ledger, numbers: Mapping[int, int]) -> None:
    """Give passes other numbers."""
    for entries in ledger.values():
        entries[:] = [([numbers.get(one, one) for one in made], had) for made, had in entries]


def forget(ledger: Ledger, known: Collection[int]) -> None:
    """Forget what nobody can take back any more, with all that was before it."""
    for entries in ledger.values():
        entries[:] = [([one for one in made if one in known], had) for made, had in entries]
        lasting = [place for place, (made, _) in enumerate(entries) if not made]
        if lasting:
            entries[: lasting[-1] + 1] = [([], [])]


def _made_by(entries: list[Entry], makers: Collection[int]) -> list[int]:
    return [place for place, (made, _) in enumerate(entries) if not set(made).isdisjoint(makers)]


def _drop(ledger: Ledger, names: Names, name: str, place: int) -> None:
    entries = ledger[name]
    _, had = entries.pop(place)
    if place < len(entries):
        entries[place] = (entries[place][0], had)
    elif had:
        names[name] = had[0]
    else:
        names.pop(name, None)
    if not entries:
        del ledger[name]
