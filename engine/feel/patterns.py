"""Regular expressions, as XPath writes them, found in time that grows only with the text.

What can make a search run for ever is not offered: references back to a group, and looking
around. Nor are classes within classes, but for one taken from another, and the names of XML.

Source: DMN 1.5, table 76 (matches, replace, split); XPath and XQuery Functions 3.1, section 5.6.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import re2

from engine.feel import limits
from engine.feel.classes import SUBTRACTION, block, subtracted
from engine.feel.errors import NoValue

PLAIN = "q"
FLAGS = frozenset(f"smix{PLAIN}")
MEMORY = 1 << 20  # bytes of a compiled pattern
KNOWN = 256  # patterns kept ready
ITSELF = frozenset("nrt\\|.?*+(){}-[]^$")
SPACE, NO_SPACE = r" \t\n\r", r"\x00-\x08\x0B\x0C\x0E-\x1F\x21-\x{10FFFF}"
IN_CLASS = {
    "d": r"\p{Nd}",
    "D": r"\P{Nd}",
    "w": r"\p{L}\p{M}\p{N}\p{S}",
    "W": r"\p{P}\p{Z}\p{C}",
    "s": SPACE,
    "S": NO_SPACE,
}
"""Letters of every script are letters, and digits digits, not only those of English."""


_LETTERS = re.compile(r"\\[wWdDpP]")
_PROPERTY = re.compile(r"\\([pP]\{[^}]*\}|.)", re.DOTALL)
_NARROW = r"\x01"  # any one character
_ALWAYS = 4  # places of every machine: where it starts, where it ends


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern, ready to search with.

    :param size: of the machine that searches, in parts.
    :param places: where the machine can be at once; one for letters of every script counts for
        many.
    """

    machine: Any
    size: int
    places: int

    def price(self, length: int) -> int:
        """Return the steps of looking at so many characters, as dear as any text makes it."""
        return 1 + length * self.places // limits.LOOKED


class TooLarge(NoValue):
    """A pattern that would need too much memory."""


def reading(source: str) -> int:
    r"""Return the steps of reading a pattern, before anything is known of it.

    >>> reading(r"[0-9]{6}"), reading(r"[0-9]{6}@\w+")
    (8, 92)
    """
    return len(source) + len(_LETTERS.findall(source)) * limits.CLASS


@lru_cache(KNOWN)
def pattern(source: str, flags: str) -> Pattern:
    """Return a pattern, ready to search with.

    :param flags: as XPath has them: ``s``, ``m``, ``i``, ``x`` and ``q``.
    :raises NoValue: it is no pattern, or one that is not offered or is too large.
    """
    if not FLAGS.issuperset(flags):
        raise NoValue("the flags of a pattern are s, m, i, x and q, not %(flags)s", flags=flags)
    if len(source) > limits.SOURCE:
        raise NoValue("a pattern has at most %(most)s characters", most=limits.SOURCE)
    written = source if PLAIN in flags else "".join(_translated(source, flags))
    try:
        machine = re2.compile(written, _options(flags))
    except re2.error as error:
        raise _refused(source, error.args[0]) from error
    return Pattern(machine, machine.programsize, _places(written, flags, machine))


def _options(flags: str) -> Any:
    options = re2.Options()
    options.max_mem, options.log_errors = MEMORY, False
    options.case_sensitive, options.literal = "i" not in flags, PLAIN in flags
    return options


def _refused(source: str, told: str | bytes) -> NoValue:
    why = told.decode() if isinstance(told, bytes) else told
    refusal = TooLarge if "too large" in why else NoValue
    return refusal("%(pattern)s is no pattern: %(why)s", pattern=source, why=why)


def _places(written: str, flags: str, machine: Any) -> int:
    """Return how many places there are to be in, as if every class of letters were one."""
    narrow = written if PLAIN in flags else _PROPERTY.sub(_narrowed, written)
    if narrow == written:
        return int(machine.programsize) - _ALWAYS
    return (int(re2.compile(narrow, _options(flags)).programsize) - _ALWAYS) * limits.WIDE


def _narrowed(escape: re.Match[str]) -> str:
    return _NARROW if escape[1][0] in "pP" else escape[0]


def _translated(source: str, flags: str) -> Iterator[str]:
    """Yield a pattern as the machine that searches writes it."""
    if kept := "".join(flag for flag in "sm" if flag in flags):
        yield f"(?{kept})"
    inside, before = False, ""
    for sign in _TOKEN.findall(_bare(source) if "x" in flags else source):
        if inside and (sign.startswith("[") or (sign == "]" and before.startswith("["))):
            raise NoValue("a class names characters, and no other class")
        before = sign
        if sign.startswith("[") and len(sign) > len("[^"):
            yield subtracted(sign)
            continue
        inside = sign != "]" if inside else sign.startswith("[")
        yield _one(sign, inside, "s" in flags)


_TOKEN = re.compile(rf"{SUBTRACTION}|" r"\\[pP]\{[A-Za-z0-9-]+\}|\\.?|\(\?:?|\[\^?|.", re.DOTALL)


def _bare(source: str) -> str:
    """Return a pattern without the spaces that are there to be read."""
    return "".join(re.findall(r"\\\S|\[(?:\\.|[^]])*\]?|[^\s[\\]+|\\", source))


def _one(sign: str, inside: bool, over_lines: bool) -> str:
    """Return one sign of a pattern, translated."""
    if sign == "(?":
        raise NoValue("a group begins with ( or (?: only")
    if sign == "." and not inside and not over_lines:
        return r"[^\n\r]"
    return _escaped(sign[1:], inside) if sign.startswith("\\") else sign


def _escaped(sign: str, inside: bool) -> str:
    if sign in IN_CLASS:
        return IN_CLASS[sign] if inside else f"[{IN_CLASS[sign]}]"
    if sign[:4] in ("p{Is", "P{Is"):
        named = block(sign[4:-1], sign.startswith("P"))
        return named if inside else f"[{named}]"
    if sign in ITSELF or len(sign) > 1:
        return f"\\{sign}"
    if sign.isdigit():
        raise NoValue("references back to a group are not offered")
    raise NoValue("\\%(sign)s means nothing in a pattern", sign=sign)
