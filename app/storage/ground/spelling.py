"""How names are looked for: by any part of them, in characters, in pinyin or by first letters."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from app.storage.ground.reading import read as read_aloud

SIGNS, LETTERS = 6, 16
"""So much of a part is kept; to whoever types more is shown what agrees so far."""
PERSON = 4
"""Longer names are no person's, and do not begin with a surname."""
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_WORD = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+")
_NUMBER = re.compile(
    r"\b(?:\d{4}-(?P<place>\d+)(?:-(?P<check>\d))?|(?P<alone>\d+)-(?P<digit>\d))\b"
)
WIDTH = 6
"""Digits of the place in the number of a case."""
_LEGAL_FORM = re.compile("(?:股份有限公司|有限责任公司|有限公司)$")

_READ = "单shan 曾zeng 解xie 查zha 仇qiu 朴piao 翟zhai 盖ge 区ou 乐yue 缪miao 覃qin 员yun 召shao"
SURNAMES = {word[0]: word[1:] for word in _READ.split()}
"""Characters that are read in a way of their own where they are a surname."""


@lru_cache(1024)
def keys_of(name: str) -> frozenset[str]:
    """Return what a name is found by: for each of its parts characters, pinyin and first letters.

    >>> sorted(keys_of("何清荷"))
    ['he', 'heqinghe', 'hqh', 'qh', 'qinghe', '何清荷', '清荷', '荷']
    >>> keys_of("单晓") >= {"danxiao", "shanxiao", "dx", "sx"}
    True
    """
    plain = _plain(name)
    pieces, form = _pieces(plain), _LEGAL_FORM.search(plain)
    starts = range(len(pieces) - (len(form[0]) - 1 if form else 0))
    keys = {_signs([sign for sign, _ in pieces[start:]]) for start in starts}
    for read in _readings(pieces):
        firsts = [letters[0] if sign != letters else sign for sign, letters in read]
        for spelt in ([letters for _, letters in read], firsts):
            keys |= {"".join(spelt[start:])[:LETTERS] for start in starts}
    return frozenset(key for key in keys if _says_something(key))


def spelt(name: str) -> str:
    """Return a whole name in pinyin and by first letters.

    >>> spelt("企业设立")
    'qiyesheli qysl'
    """
    read = [letters for _, letters in _pieces(_plain(name))]
    return f"{''.join(read)} {''.join(letters[0] for letters in read)}"


def key_of_number(number: str) -> str:
    """Return what the number of a case is found by: its place and check digit.

    >>> key_of_number("2026-000042-3")
    '0000423'
    """
    return "".join(number.split("-")[1:])


def words_of(q: str) -> list[tuple[str, ...]]:
    """Return the words somebody looks for, each as what may begin a key.

    A single letter begins too many keys to say anything; a number may stand in a name as well.

    >>> words_of("清荷 Qing'he h"), words_of("2026-000042-3"), words_of("42")
    ([('清荷',), ('qing',), ('he',)], [('0000423',)], [('42', '000042')])
    """
    words: list[tuple[str, ...]] = []
    plain = _NUMBER.sub(_place, _plain(q))
    for word in _WORD.findall(plain):
        if word.isdecimal() and not word.startswith("0"):
            words.append((word[:LETTERS], _padded(word)))
        elif _says_something(word):
            words.append((word[: LETTERS if word.isascii() else SIGNS],))
    return list(dict.fromkeys(words))


def _place(number: re.Match[str]) -> str:
    """Return the place in the number of a case, and its check digit; half of one as it is."""
    place, check = number["place"] or number["alone"], number["check"] or number["digit"] or ""
    begun = place.startswith("0") and not check
    return f" {place if begun else place.zfill(WIDTH)}{check} "


def _padded(digits: str) -> str:
    """Return a number as the place it may be; one without dashes begins with its year."""
    return digits[4:] if len(digits) > WIDTH + 1 else digits.zfill(WIDTH)


def _says_something(word: str) -> bool:
    return len(word) > 1 or not word.isascii() or word.isdecimal()


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace("ü", "v")


def _signs(pieces: Sequence[str]) -> str:
    """Return the characters that stand together at the beginning."""
    found = re.match(f"[{HAN}]*", "".join(pieces[:SIGNS]))
    return found[0][:SIGNS] if found else ""


def _pieces(plain: str) -> list[tuple[str, str]]:
    """Return the characters and words of a name, each as it is written and as it is read."""
    pieces: list[tuple[str, str]] = []
    for word in _WORD.findall(plain):
        read = read_aloud(word) if re.match(f"[{HAN}]", word) else [word]
        if len(read) == 1:
            pieces.append((word, read[0]))
        else:  # of a character nobody knows to read there is no pinyin
            pieces += zip(word, read if len(read) == len(word) else word, strict=True)
    return pieces


def _readings(pieces: Sequence[tuple[str, str]]) -> Iterator[Sequence[tuple[str, str]]]:
    """Yield how a name is read; twice where it may begin with a surname read in its own way."""
    yield pieces
    if pieces and len(pieces) <= PERSON and pieces[0][0] in SURNAMES:
        yield [(pieces[0][0], SURNAMES[pieces[0][0]]), *pieces[1:]]
