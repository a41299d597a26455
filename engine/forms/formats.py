"""The named formats a text may have: nobody writes patterns of their own into a form."""

import re
from collections.abc import Callable

from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError

_ID_CARD = re.compile("[0-9]{17}[0-9X]")
_USCC = re.compile("[0-9A-Z]{18}")
_PHONE = re.compile(
    r"1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8}(-[0-9]{1,6})?|[48]00-?[0-9]{3}-?[0-9]{4}|\+[0-9]{6,15}"
)
_POSTCODE = re.compile("[0-9]{6}")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,63}")


def id_card(text: str) -> str | None:
    """Return a resident identity card number in capitals, or ``None`` if it is not one.

    Birth date and check digit are verified; places are not, because they change.

    Source: GB 11643.

    >>> id_card("11010519491231002x")
    '11010519491231002X'
    """
    number = text.upper()
    if not _ID_CARD.fullmatch(number) or number[-1] != ric.calc_check_digit(number):
        return None
    try:
        ric.get_birth_date(number)
    except ValidationError:
        return None
    return number


def credit_code(text: str) -> str | None:
    """Return a unified social credit code in capitals, or ``None`` if it is not one.

    Source: GB 32100.

    >>> credit_code("91110000600037341l")
    '91110000600037341L'
    """
    code = text.upper()
    return code if _USCC.fullmatch(code) and uscc.is_valid(code) else None


def _like(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    return lambda text: text if pattern.fullmatch(text) else None


FORMATS: dict[str, Callable[[str], str | None]] = {
    "id_card": id_card,
    "uscc": credit_code,
    "phone": _like(_PHONE),
    "postcode": _like(_POSTCODE),
    "email": _like(_EMAIL),
}
"""What ``properties.format`` may say: each returns the canonical text, or ``None``."""

EXPLAINED = {
    "id_card": "This is not a valid number of a resident identity card (18 characters).",
    "uscc": "This is not a valid unified social credit code (18 characters).",
    "phone": "This is not a telephone number, such as 13800138000 or 010-12345678.",
    "postcode": "This is not a postcode of six digits.",
    "email": "This is not an e-mail address, such as name@example.org.",
}
"""What a person is told whose text does not have the format."""
