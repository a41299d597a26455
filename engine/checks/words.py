"""Lists of names as one writes them down, and the name somebody meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def words(text: str, /) -> frozenset[str]:
    """Return the names in a text, which blanks divide.

    >>> sorted(words("examine approve"))
    ['approve', 'examine']
    """
    return frozenset(text.split())


def meant(written: str, known: Iterable[str]) -> str:
    """Return the known name that is most like what is written; ``""`` where none is.

    >>> meant("outcom", ["outcome", "reason"]), meant("x", ["outcome"])
    ('outcome', '')
    """
    return next(iter(get_close_matches(written[:100], sorted(known), n=1)), "")
