"""Classes of characters that the machine that searches does not know: blocks, and subtraction.

Source: XML Schema 1.1, Part 2, G.4.1 (character class subtraction), G.4.2.3 (blocks).
"""

import re

from engine.feel.errors import NoValue

Ranges = list[tuple[int, int]]
LAST = 0x10FFFF
BLOCKS: dict[str, tuple[int, int]] = {
    "BasicLatin": (0x0000, 0x007F),
    "Latin-1Supplement": (0x0080, 0x00FF),
    "LatinExtended-A": (0x0100, 0x017F),
    "LatinExtended-B": (0x0180, 0x024F),
    "Greek": (0x0370, 0x03FF),
    "GreekandCoptic": (0x0370, 0x03FF),
    "Cyrillic": (0x0400, 0x04FF),
    "Arabic": (0x0600, 0x06FF),
    "Tibetan": (0x0F00, 0x0FFF),
    "Mongolian": (0x1800, 0x18AF),
    "GeneralPunctuation": (0x2000, 0x206F),
    "CurrencySymbols": (0x20A0, 0x20CF),
    "NumberForms": (0x2150, 0x218F),
    "EnclosedAlphanumerics": (0x2460, 0x24FF),
    "CJKSymbolsandPunctuation": (0x3000, 0x303F),
    "Hiragana": (0x3040, 0x309F),
    "Katakana": (0x30A0, 0x30FF),
    "Bopomofo": (0x3100, 0x312F),
    "CJKUnifiedIdeographsExtensionA": (0x3400, 0x4DBF),
    "CJKUnifiedIdeographs": (0x4E00, 0x9FFF),
    "YiSyllables": (0xA000, 0xA48F),
    "HangulSyllables": (0xAC00, 0xD7AF),
    "CJKCompatibilityIdeographs": (0xF900, 0xFAFF),
    "HalfwidthandFullwidthForms": (0xFF00, 0xFFEF),
    "CJKUnifiedIdeographsExtensionB": (0x20000, 0x2A6DF),
}
"""Those that offices here write in, by the names of XML Schema."""
_SIMPLE = r"(?:\\.|[^\\\[\]])*"
SUBTRACTION = rf"\[{_SIMPLE}-\[{_SIMPLE}\]\]"
_PARTS = re.compile(rf"\[({_SIMPLE})-\[({_SIMPLE})\]\]", re.DOTALL)
_ITEM = re.compile(r"(\\?.)(?:-(\\?.))?", re.DOTALL)
_PLAIN = {"n": "\n", "r": "\r", "t": "\t"}


def block(name: str, negated: bool) -> str:
    """Return the inside of a class: the characters of a block, or all others.

    :raises NoValue: the block is not known.
    """
    if name not in BLOCKS:
        raise NoValue("there is no block of characters %(name)s", name=name)
    ranges = [BLOCKS[name]]
    return _written(_others(ranges) if negated else ranges)


def subtracted(source: str) -> str:
    """Return a class without those of another, as in ``[a-z-[aeiou]]``.

    :raises NoValue: one of them names other classes.

    >>> subtracted("[a-e-[b-c]]")
    '[\\\\x{61}-\\\\x{61}\\\\x{64}-\\\\x{65}]'
    """
    parts = _PARTS.fullmatch(source)
    assert parts  # whoever calls has seen it
    left = _without(_ranges(parts[1]), _ranges(parts[2]))
    return f"[{_written(left)}]" if left else f"[^{_written([(0, LAST)])}]"


def _ranges(source: str) -> Ranges:
    negated = source.startswith("^")
    found = [_range(*item.groups()) for item in _ITEM.finditer(source[negated:])]
    return _others(found) if negated else found


def _range(first: str, last: str | None) -> tuple[int, int]:
    start = _point(first)
    end = _point(last) if last else start
    if end < start:
        raise NoValue("a range goes from the smaller to the larger value")
    return start, end


def _point(sign: str) -> int:
    bare = sign[1:] or sign
    if len(sign) > 1 and bare.isalnum() and bare not in _PLAIN:
        raise NoValue("a class names characters, and no other class")
    return ord(_PLAIN.get(bare, bare) if len(sign) > 1 else bare)


def _without(ranges: Ranges, taken: Ranges) -> Ranges:
    return _others([*_others(ranges), *taken])


def _others(ranges: Ranges) -> Ranges:
    """Return all characters outside of some ranges, in order."""
    gaps, after = [], 0
    for low, high in sorted(ranges):
        if low > after:
            gaps.append((after, low - 1))
        after = max(after, high + 1)
    return [*gaps, (after, LAST)] if after <= LAST else gaps


def _written(ranges: Ranges) -> str:
    return "".join(rf"\x{{{start:X}}}-\x{{{end:X}}}" for start, end in ranges)
