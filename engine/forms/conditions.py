"""When a component is hidden: one expression over the answers and the case."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Self

from engine import feel

_TIME = re.compile(r"\b(now|today)\s*\(")
_ANY_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)


class Condition:
    """A ``conditional.hide`` of form-js, in FEEL.

    :raises feel.FeelError: the text is not an expression.

    >>> Condition('=kind = "person"').holds({"kind": "person"})
    True
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._expression = feel.compile(text)
        self._asks_time = bool(_TIME.search(text))

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Self | None:
        """Return the condition of a component of a file, if it has one."""
        conditional = raw.get("conditional")
        text = conditional.get("hide") if isinstance(conditional, dict) else None
        return cls(str(text)) if text else None

    @property
    def names(self) -> frozenset[str]:
        """The names it reads."""
        return self._expression.names

    def holds(self, scope: Mapping[str, Any], at: datetime | None = None) -> bool:
        """Whether it is true; null and values that are no truth values are not.

        :param at: what ``now()`` means; only needed where it is asked for.
        :raises ValueError: the expression asks for the time and nobody gave it.
        """
        if at is None and self._asks_time:
            raise ValueError(f"{self.text} asks for the time: give the moment of the check")
        return self._expression.evaluate(scope, at or _ANY_MOMENT) is True
