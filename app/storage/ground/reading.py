"""Chinese characters as they are read: each alone, and phrases that change a reading.

Both tables are written by ``tools/readings.py`` from those of pypinyin, which would take 11 MiB of
every process.
"""

from array import array
from collections.abc import Iterator
from pathlib import Path

CHARACTERS = Path(__file__).with_name("characters.txt")
"""A syllable in each line, and all that are read so."""
PHRASES = Path(__file__).with_name("readings.txt")
"""A phrase in each line, and how its characters are read."""


def read(text: str) -> list[str]:
    """Return how Chinese characters are read, one after the other, without tones.

    One that nobody knows to read stands for itself.

    >>> read("重庆银行"), read("重点行业"), read("㐂")
    (['chong', 'qing', 'yin', 'hang'], ['zhong', 'dian', 'hang', 'ye'], ['㐂'])
    """
    return list(_read(text))


def _read(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        ends = range(min(len(text), start + _LONGEST), start, -1)
        phrases = (text[start:end] for end in ends)
        phrase = next((one for one in phrases if one in _PHRASES), text[start])
        yield from _PHRASES[phrase].split() if phrase in _PHRASES else [_syllable(phrase)]
        start += len(phrase)


def _syllable(sign: str) -> str:
    place = ord(sign)
    return _SYLLABLES[_READ[place]] if place < len(_READ) and _READ[place] else sign


def _characters() -> tuple[list[str], "array[int]"]:
    """Return all syllables, and by the number of a character the place of its own; 0 is none."""
    lines = CHARACTERS.read_text(encoding="utf-8").split("\n")[:-1]
    syllables, signs = zip(*(line.split(" ") for line in lines), strict=True)
    read = array("H", bytes(2 * (1 + max(map(ord, "".join(signs))))))
    for number, those in enumerate(signs, 1):
        for sign in those:
            read[ord(sign)] = number
    return ["", *syllables], read


def _phrases() -> dict[str, str]:
    lines = PHRASES.read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines)


_SYLLABLES, _READ = _characters()
_PHRASES = _phrases()
_LONGEST = max(map(len, _PHRASES))
