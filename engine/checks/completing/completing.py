"""Finds what may be written at a place of an expression."""

import re
from collections.abc import Iterator
from dataclasses import replace

from engine.checks.completing import offers
from engine.checks.completing.mending import begun
from engine.checks.completing.offers import Offer
from engine.checks.completing.scoping import spot
from engine.checks.kinds.inferring import Names
from engine.feel import FeelError
from engine.feel.grammar.lexer import Token, tokens

_WORD = re.compile(r"(?:\w|[\U00010000-\U000EFFFF])*")
_LONGEST = 6  # words of a name that are looked back for


def completions(text: str, cursor: int, names: Names) -> tuple[Offer, ...]:
    """Return what may stand at the cursor, what fits best first.

    Names made in the expression come first, then those around it, functions and words of the
    language; behind the others, Chinese names that have the word at the cursor inside.

    :param cursor: how many characters stand before it.
    :param names: the kinds of the names around the expression, in the order they are offered.

    >>> from engine.checks.kinds.kinds import NUMBER, STRING
    >>> [offer.text for offer in completions("注册", 2, {"注册资本": NUMBER, "地址": STRING})]
    ['注册资本']
    """
    before = text[:cursor]
    try:
        words = tokens(before)[:-1]
    except FeelError:
        return ()
    if _in_comment(before, words):
        return ()
    word = _WORD.match(text, cursor) if _first(words, cursor) < cursor else None
    end = word.end() if word else cursor
    found: dict[str, Offer] = {}
    for start in _starts(words, cursor):
        for offer in _fitting(before[start:], _offered(before[:start], names)):
            if start == _first(words, cursor) or " " in offer.text:
                found.setdefault(offer.text, replace(offer, start=start, end=end))
    return tuple(found.values())


def _offered(before: str, names: Names) -> list[Offer]:
    bare = before.lstrip().removeprefix("=")
    read = begun(bare, names)
    if read.wanted is not None:
        return offers.instead(read.wanted)
    if read.node is None:
        return []
    place = spot(read.node, names)
    if place is None:
        return []
    if place.source is not None:
        return offers.behind_dot(place.source)
    known = {**place.own, **{name: kind for name, kind in names.items() if name not in place.own}}
    return [*offers.of_names(known), *offers.functions(), *offers.of_words(offers.CLAUSES)]


def _fitting(written: str, offered: list[Offer]) -> list[Offer]:
    """Return the offers that begin with what is written, then Chinese names that have it inside."""
    sought = " ".join(written.casefold().split())
    first = [offer for offer in offered if offer.text.casefold().startswith(sought)]
    within = [
        offer
        for offer in offered
        if not sought.isascii()
        and offer.role in ("name", "entry")
        and sought in offer.text.casefold()[1:]
    ]
    return first + [offer for offer in within if offer not in first]


def _first(words: list[Token], cursor: int) -> int:
    """Return where the word at the cursor starts."""
    last = words[-1] if words else None
    if last and last.kind == "name" and last.column - 1 + len(last.source) == cursor:
        return last.column - 1
    return cursor


def _starts(words: list[Token], cursor: int) -> Iterator[int]:
    """Yield where the word at the cursor starts, then the words before it, for longer names."""
    nearest = _first(words, cursor)
    yield nearest
    earlier = [word for word in words if word.column - 1 < nearest]
    for word in reversed(earlier[-_LONGEST:]):
        if word.kind != "name":
            return
        yield word.column - 1


def _in_comment(before: str, words: list[Token]) -> bool:
    """Whether a comment is open; the lexer leaves out closed ones."""
    last = words[-1] if words else None
    rest = before[last.column - 1 + len(last.source) :] if last else before
    line = rest.rsplit("*/", 1)[-1].rsplit("\n", 1)[-1]
    opened = any(
        (one.source, two.source) == ("/", "*") and two.column == one.column + 1
        for one, two in zip(words, words[1:], strict=False)
    )
    return opened or "//" in line
