"""Names of several words, found by the first of them."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Self

from engine.feel.errors import FeelError
from engine.feel.grammar.lexer import Token, tokens

Words = tuple[str, ...]


class Phrases:
    """Names of several words.

    :param known: by their words, what they are called.
    """

    def __init__(self, known: Mapping[Words, str]) -> None:
        self._known: dict[Words, str] = {}
        self._by_first: dict[str, list[Words]] = {}
        for words, name in known.items():
            self.add(words, name)

    def copy(self) -> Self:
        """Return the same names, to add others to."""
        return type(self)(self._known)

    def add(self, words: Words, name: str) -> str:
        """Take in a name, and return it."""
        self._known[words] = name
        self._by_first.setdefault(words[0], []).append(words)
        return name

    def name(self, words: Words) -> str | None:
        """Return what is called by these words."""
        return self._known.get(words)

    def at(self, there: Sequence[Token], place: int) -> Iterator[Words]:
        """Yield the names that stand at a place."""
        for words in self._by_first.get(there[place].source, ()):
            these = there[place : place + len(words)]
            if tuple(word.source for word in these if word.kind != "text") == words:
                yield words


@lru_cache(256)
def phrases(names: frozenset[str]) -> Phrases:
    """Return those of some names that have several words; whoever adds to them copies them."""
    return Phrases({words: name for name in names if len(words := _words(name)) > 1})


@lru_cache(4096)
def _words(name: str) -> Words:
    try:
        return tuple(word.source for word in tokens(name)[:-1])
    except FeelError:
        return ()
