"""Text as people send it, and what of it may be stored and shown."""

import re

from engine.errors import Fault

_INVISIBLE = re.compile("[\u200b\u2060\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    r"""Return a text with plain line ends, without zero-width signs and outer blanks.

    >>> clean(" 荷塘\u200b茶业\r\n")
    '荷塘茶业'
    """
    return _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def harmless(text: str) -> str:
    r"""Return a text without the signs that nobody sees or that turn the reading direction.

    >>> harmless("退回\x00\u202e件")
    '退回件'
    """
    return _BIDI.sub("", _CONTROL.sub("", clean(text)))


def unfit(text: str, lines: bool) -> Fault | None:
    r"""Return why a cleaned text can be neither stored nor shown safely, if so.

    :param lines: whether it may have more than one line.

    >>> unfit("a\x00b", lines=False).code
    'answers.control_character'
    >>> unfit("abc\u202e", lines=True).code
    'answers.direction_mark'
    """
    if _CONTROL.search(text) or (not lines and ("\n" in text or "\t" in text)):
        message = "This text has a sign that cannot be stored; please type it again."
        return Fault("", "answers.control_character", message)
    if _BIDI.search(text):
        message = "This text has a hidden sign that turns the reading direction; remove it."
        return Fault("", "answers.direction_mark", message)
    return None
