"""A place in the words of an expression, with the names that have spaces."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from operator import itemgetter

from engine.errors import Told
from engine.feel import limits
from engine.feel.errors import FeelError
from engine.feel.grammar.known import Known
from engine.feel.grammar.lexer import Token, tokens, unknown
from engine.feel.grammar.phrases import Phrases, phrases
from engine.feel.grammar.tree import Node

KEYWORDS = frozenset((
    "and", "or", "if", "then", "else", "for", "in", "return", "some", "every", "satisfies",
    "between", "true", "false", "null", "function",
))  # fmt: skip


class Cursor:
    """Walks over the words; everything else of the grammar builds on it.

    :param names: names of the surroundings; those of several words are read as one.
    :param functions: built-in functions, which may have several words too.
    """

    def __init__(self, source: str, names: Known, functions: Iterable[str]) -> None:
        self.words = tokens(source)
        self.place = 0
        self.depth = 0
        self.known = names
        self._labels = Phrases()
        self._names = self._labels, phrases(names.own), phrases(names.shared)
        self._parts = phrases(names.parts)
        self._of_parts = False
        self._functions = phrases(frozenset(functions))

    def expression(self) -> Node:
        """Read a whole expression."""
        raise NotImplementedError

    @property
    def here(self) -> Token:
        """The next word."""
        return self.words[self.place]

    def sees(self, *sources: str, ahead: int = 0) -> bool:
        """Tell whether one of these signs or keywords comes next."""
        place = self.place + ahead
        word = self.words[min(place, len(self.words) - 1)]
        return word.kind in ("sign", "name") and word.source in sources

    def take(self, *sources: str) -> str | None:
        """Step over one of these signs or keywords, if it comes next."""
        if not self.sees(*sources):
            return None
        self.place += 1
        return self.words[self.place - 1].source

    def need(self, *sources: str) -> str:
        """Step over one of these signs or keywords.

        :raises FeelError: something else comes next.
        """
        taken = self.take(*sources)
        if taken is None:
            raise self.unexpected(" / ".join(sources))
        return taken

    def unexpected(self, wanted: str | Told) -> FeelError:
        """Return the error that something else was expected here.

        :param wanted: signs and keywords as they are written, or words that tell of them.
        """
        word = self.here
        if word.source == "'":
            return unknown(word.source, word.column)
        if word.kind == "end":
            message = "the expression ends where %(wanted)s is expected"
        else:
            message = "%(wanted)s is expected here, not %(found)s"
        return FeelError("feel.unexpected", message, word.column, wanted=wanted, found=word.source)

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """Read something inside something.

        :raises FeelError: that is too deep.
        """
        self.depth += 1
        if self.depth > limits.DEPTH:
            raise FeelError(
                "feel.too_deep",
                "the expression is nested deeper than %(limit)s levels",
                self.here.column,
                limit=limits.DEPTH,
            )
        yield
        self.depth -= 1

    def name(self, wanted: str = "a name") -> str:
        """Step over a name, of several words if such a name is known.

        :param wanted: what is told to be expected here.
        :raises FeelError: there is no name here.
        """
        if self.here.kind == "quoted":
            self.place += 1
            return str(self.words[self.place - 1].value)
        if longest := self._longest():
            length, name = longest
            self.place += length
            return name
        word = self.here
        if word.kind != "name" or word.source in KEYWORDS:
            raise self.unexpected(Told(wanted))
        self.place += 1
        return word.source

    def label(self) -> str | None:
        """Step over ``some words:``, as in contexts and named arguments, if that comes next."""
        if self.here.kind in ("text", "quoted") and self.sees(":", ahead=1):
            self.place += 2
            return str(self.words[self.place - 2].value)
        end = self.place
        while self.words[end].kind == "name" or (end > self.place and self._joins(end)):
            end += 1
        if end == self.place or self.words[end].source != ":":
            return None
        words = tuple(word.source for word in self.words[self.place : end])
        self.place = end + 1
        called = (names.name(words) for names in (*self._names, self._parts))
        return next(filter(None, called), None) or self._labels.add(words, joined(words))

    @contextmanager
    def of_parts(self) -> Iterator[None]:
        """Read where the parts of values are names, too: behind a dot, in a filter."""
        before, self._of_parts = self._of_parts, True
        yield
        self._of_parts = before

    def _joins(self, place: int) -> bool:
        word = self.words[place]
        return word.kind == "number" or word.source in ("+", "-", "*", "/", "'", ".")

    def _longest(self) -> tuple[int, str] | None:
        layers = (*self._names, self._parts) if self._of_parts else self._names
        known = [each for names in layers for each in names.at(self.words, self.place)]
        called = self._functions.at(self.words, self.place)
        known += [each for each in called if self.sees("(", ahead=each[0])]
        return max(known, key=itemgetter(0), default=None)


def joined(words: tuple[str, ...]) -> str:
    """Return a name of several words as it is looked up.

    >>> joined(("applicant", "'", "s", "age")), joined(("date", "and", "time"))
    ("applicant's age", 'date and time')
    """
    name = words[0]
    for before, word in zip(words, words[1:], strict=False):
        name += word if "'" in (before, word) or not _wordy(before, word) else f" {word}"
    return name


def _wordy(before: str, word: str) -> bool:
    return before[-1].isalnum() and word[0].isalnum()
