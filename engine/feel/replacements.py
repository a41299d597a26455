"""What a place that fits a pattern is replaced with: ``$1`` is its first group.

Source: XPath and XQuery Functions 3.1, section 5.6.4 (fn:replace).
"""

import re
from collections.abc import Iterator

from engine.feel.errors import NoValue

_PLACE = re.compile(r"\\([\\$])|\$(\d+)|([\\$])|[^\\$]+")


def pieces(template: str, groups: int) -> Iterator[str | int]:
    r"""Yield the texts and the numbers of groups that a replacement consists of.

    ``$12`` is the twelfth group, or the first one and a 2 where there are fewer; a group that is
    not there is nothing.

    :param groups: how many the pattern has.
    :raises NoValue: a ``\`` or ``$`` is followed by what it cannot be followed by.

    >>> list(pieces(r"a$1$23\$", 2))
    ['a', 1, 2, '3', '$']
    """
    for place in _PLACE.finditer(template):
        itself, digits, wrong = place.groups()
        if wrong:
            raise NoValue("in a replacement, $ stands before a number and \\ before \\ or $")
        if digits is None:
            yield itself or place[0]
            continue
        named = _named(digits, groups)
        if int(named) <= groups:
            yield int(named)
        if rest := digits[len(named) :]:
            yield rest


def _named(digits: str, groups: int) -> str:
    """Return as many digits as still name a group; at least one."""
    zeros = len(digits) - len(digits.lstrip("0"))
    longest = max(1, min(len(digits), zeros + len(str(groups))))
    while longest > 1 and int(digits[:longest]) > groups:
        longest -= 1
    return digits[:longest]
