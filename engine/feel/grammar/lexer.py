"""Cuts the text of an expression into names, numbers, texts and signs."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from engine.feel import limits
from engine.feel.errors import FeelError
from engine.feel.grammar.habits import INSTEAD, NEVER

_TOKEN = re.compile(
    r"(?:\s|//[^\n]*|/\*.*?\*/)*+(?:"  # what stands before it is given up once it is passed
    rf"(?P<never>{NEVER})"
    r"|(?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r'|(?P<text>"(?:[^"\\]|\\.)*")'
    r"|`(?P<quoted>[^`\n]+)`"
    r"|(?P<name>(?:[^\W\d]|[\U00010000-\U000EFFFF])(?:\w|[\U00010000-\U000EFFFF])*)"
    r"|(?P<sign>\.\.|\*\*|!=|<=|>=|->|[-+*/=<>()\[\]{},:.?@'])"
    r"|(?P<end>\Z)"
    r"|(?P<unreadable>.))",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{6}|.)", re.DOTALL)
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "'": "'", "\\": "\\"}


class Token(NamedTuple):
    """One word of an expression.

    :param kind: ``name``, ``quoted`` (a name between backticks), ``number``, ``text``, ``sign`` or
        ``end``.
    :param source: as it was written.
    :param value: of a number or a text.
    """

    kind: str
    source: str
    column: int
    value: Any = None


def tokens(source: str) -> list[Token]:
    """Return the words of an expression, closed by one of kind ``end``.

    :raises FeelError: it is too long, or has something that is no word of FEEL.

    >>> [token.source for token in tokens("金额 >= 1.5")]
    ['金额', '>=', '1.5', '']
    """
    if len(source) > limits.SOURCE:
        raise FeelError(
            "feel.too_long",
            "the expression has more than %(limit)s characters",
            limits.SOURCE + 1,
            limit=limits.SOURCE,
        )
    found = []
    for match in _TOKEN.finditer(source):
        found.append(_token(match))
        if found[-1].kind == "end":
            break
    return found


def unknown(text: str, column: int) -> FeelError:
    """Return the error that something is no word of FEEL, with what is written instead."""
    if text in INSTEAD:
        message = "%(text)s is not part of the language; write %(instead)s"
        return FeelError("feel.unreadable", message, column, text=text, instead=INSTEAD[text])
    return FeelError("feel.unreadable", "%(text)s is not part of the language", column, text=text)


def _token(match: re.Match[str]) -> Token:
    kind = str(match.lastgroup)
    source, column = match[kind], match.start(kind) + 1
    if kind == "number":
        return Token(kind, source, column, _number(source, column))
    if kind == "text":
        return Token(kind, source, column, _text(source[1:-1], column))
    if kind == "quoted":
        return Token(kind, f"`{source}`", column - 1, source)
    if kind in ("never", "unreadable"):
        raise _unreadable(source, column)
    return Token(kind, source, column)


def _unreadable(source: str, column: int) -> FeelError:
    if source == '"':
        return FeelError("feel.open_text", "the text that starts here never ends", column)
    return unknown(source, column)


def _number(source: str, column: int) -> Decimal:
    try:
        value = Decimal(source)
    except InvalidOperation:
        raise _too_long(column) from None
    if len(value.as_tuple().digits) > limits.DIGITS or abs(value.adjusted()) > limits.EXPONENT:
        raise _too_long(column)
    return value


def _too_long(column: int) -> FeelError:
    message = "a number has at most %(limit)s digits"
    return FeelError("feel.long_number", message, column, limit=limits.DIGITS)


def _text(source: str, column: int) -> str:
    def plain(match: re.Match[str]) -> str:
        escape = match[1]
        if len(escape) > 1 and int(escape[1:], 16) <= 0x10FFFF:
            return chr(int(escape[1:], 16))
        return _PLAIN.get(escape, "\\" + escape)

    value = _ESCAPE.sub(plain, source)
    if "\0" in value:
        raise _unkept("this text has a character that cannot be kept (NUL)", column)
    try:
        return value.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        raise _unkept("this text has half of a character (a lone surrogate)", column) from None


def _unkept(message: str, column: int) -> FeelError:
    return FeelError("feel.bad_escape", message, column)
