"""The names answers may have: what expressions, history and the interface can carry."""

import re

from engine.errors import Fault

_KEY = re.compile("[a-z\u3400-\u4dbf\u4e00-\u9fff][a-z0-9_\u3400-\u4dbf\u4e00-\u9fff]{0,63}")
_LANGUAGE = frozenset({
    "and", "between", "date", "duration", "else", "every", "external", "false", "for",
    "function", "halfdays", "if", "in", "instance", "naturaldays", "not", "now", "null",
    "number", "of", "or", "return", "satisfies", "some", "string", "then", "time", "today",
    "true", "workdays", "workhours",
})  # fmt: skip
_CASE = frozenset({"application", "applicant", "case", "item", "typename"})
RESERVED = _LANGUAGE | _CASE
"""Names that mean something else where answers are read."""


def fault_of(key: str) -> Fault | None:
    """Return why a field may not have a key, if so.

    >>> fault_of("项目名称"), fault_of("registered_capital")
    (None, None)
    >>> fault_of("item").code, fault_of("siteArea").code
    ('form.key_reserved', 'form.key')
    """
    if not _KEY.fullmatch(key):
        message = "A key is written in small letters, digits, _ or Chinese, not “%(key)s”."
        return Fault("", "form.key", message, {"key": key})
    if key in RESERVED:
        message = "The key “%(key)s” means something else in expressions; choose another."
        return Fault("", "form.key_reserved", message, {"key": key})
    return None
