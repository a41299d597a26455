"""What can be wrong with an expression: its text, its values, its appetite."""

from typing import Any

from engine.errors import Told


class FeelError(ValueError):
    """The text is not an expression; told when it is compiled, never later.

    :param code: what a program may look at, e.g. ``"feel.unexpected"``.
    :param message: an English %-template, also the key of its translations.
    :param column: where in the text, from 1.
    """

    def __init__(self, code: str, message: str, column: int = 1, **params: Any) -> None:
        super().__init__(code, message, column)
        self.code, self.message, self.column, self.params = code, message, column, params

    def __str__(self) -> str:
        return str(self.told)

    @property
    def told(self) -> Told:
        """Return it as words that can be translated, with the place in the text."""
        words = Told(self.message, self.params)
        return Told("%(why)s (column %(column)s)", {"why": words, "column": self.column})


class _Said(Exception):
    """What stops an evaluation, in words that can be translated.

    :param message: an English %-template, also the key of its translations.
    """

    def __init__(self, message: str, **params: Any) -> None:
        super().__init__(message)
        self.message, self.params = message, params

    def __str__(self) -> str:
        return str(self.told)

    @property
    def told(self) -> Told:
        """Return it as words that can be translated."""
        return Told(self.message, self.params)


class NoValue(_Said):
    """An operation has no result for these values: it gives null and says why."""


class FeelLimit(_Said):
    """An evaluation wants too much work or memory: the whole expression gives null."""
