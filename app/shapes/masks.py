"""What is shown of personal numbers and names to readers who do not need all of it."""

from collections.abc import Mapping
from typing import Any


def number(value: str | None) -> str | None:
    """Return an identity or telephone number with its middle hidden.

    >>> number("11010519491231002X"), number("13800001234"), number("123")
    ('1101**********002X', '138****1234', '***')
    """
    if not value:
        return value
    if len(value) < 8:
        return "*" * len(value)
    first = 3 if len(value) <= 11 else 4
    return value[:first] + "*" * (len(value) - first - 4) + value[-4:]


def email(value: str | None) -> str | None:
    """Return an e-mail address of whose name only the beginning is told.

    >>> email("heqinghe@example.cn")
    'h*******@example.cn'
    """
    if not value:
        return value
    person, sign, host = value.partition("@")
    return person[:1] + "*" * (len(person) - 1) + sign + host


def party(applicant: Mapping[str, Any]) -> dict[str, Any]:
    """Return an applicant as somebody reads them who does not need to reach them.

    >>> party({"name": "何清荷", "phone": "13800001234"})
    {'name': '何清荷', 'phone': '138****1234'}
    """
    hide = {"id_number": number, "phone": number, "email": email}
    return {key: hide[key](value) if key in hide else value for key, value in applicant.items()}


def name(value: str) -> str:
    """Return a name of which only the beginning is told.

    >>> name("张伟"), name("荷塘茶业有限公司")
    ('张*', '荷塘******')
    """
    kept = 1 if len(value) <= 4 else 2
    return value[:kept] + "*" * (len(value) - kept)
