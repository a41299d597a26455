"""Names of several words, found word by word."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from engine.feel import limits
from engine.feel.errors import FeelError
from engine.feel.grammar.lexer import Token, tokens

Words = tuple[str, ...]


class Phrases:
    """Names that begin alike: what may follow, and what is called by the words so far."""

    __slots__ = ("_called", "_further")

    def __init__(self) -> None:
        self._further: dict[str, Phrases] = {}
        self._called: str | None = None

    def add(self, words: Words, name: str) -> str:
        """Take in a name, and return it."""
        here = self
        for word in words:
            here = here._further.setdefault(word, Phrases())
        here._called = name
        return name

    def name(self, words: Words) -> str | None:
        """Return what is called by these words."""
        here: Phrases | None = self
        for word in words:
            here = here._further.get(word) if here else None
        return here._called if here else None

    def at(self, there: Sequence[Token], place: int) -> Iterator[tuple[int, str]]:
        """Yield the names that stand at a place with how many words they have, short ones first."""
        here: Phrases | None = self
        for end in range(place, len(there)):
            word = there[end]
            here = here._further.get(word.source) if here and word.kind != "text" else None
            if here is None:
                return
            if here._called is not None:
                yield end + 1 - place, here._called


@lru_cache(32)
def phrases(names: frozenset[str]) -> Phrases:
    """Return those of some names that have several words; nobody adds to them."""
    found = Phrases()
    for name in names:
        if 1 < len(words := _words(name)) <= limits.WORDS:
            found.add(words, name)
    return found


@lru_cache(4096)
def _words(name: str) -> Words:
    try:
        return tuple(word.source for word in tokens(name)[:-1])
    except FeelError:
        return ()
