"""What a check says: a rule with a stable id, and the place where a file breaks it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol

Severity = Literal["error", "warning"]

LONGEST_QUOTE = 80
"""How much of a file's own text a finding repeats."""

LINES = re.compile(r"\s*[\r\n\v\f\x85\u2028\u2029]\s*")


def said(text: str) -> str:
    """Mark a text that becomes part of a finding, so that its translation is looked for."""
    return text


MEANT = said("did you mean %(meant)s?")


class Whole(str):
    """Names of our own, not of a file: whoever looks for one needs all of them."""


def listed(names: Iterable[str]) -> Whole:
    """Return names of our own as a list that is never cut.

    >>> listed({"refused", "granted"})
    'granted, refused'
    """
    return Whole(", ".join(sorted(names)))


class Place(Protocol):
    """Anything a finding can point at."""

    @property
    def file(self) -> str: ...

    @property
    def line(self) -> int: ...

    @property
    def place(self) -> str: ...


@dataclass(frozen=True)
class Spot:
    """A place in a file that is no element of a diagram."""

    file: str
    line: int = 1
    place: str = ""


@dataclass(frozen=True)
class Finding:
    """One thing to change in one file.

    ``message`` and ``hint`` are English templates, also the keys of their translations.

    :param element: the id of the element in the diagram, or the nearest one around it.
    :param rule: what a program may look at, e.g. ``"structure.no_default_flow"``.
    """

    file: str
    line: int
    element: str
    rule: str
    severity: Severity
    message: str
    hint: str = ""
    params: Mapping[str, object] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        message, hint = (
            text % self.params if self.params else text for text in (self.message, self.hint)
        )
        return self.line_of(message, hint)

    def line_of(self, message: str, hint: str) -> str:
        """Return it on one line, with the words of any language."""
        said = f"{self.file}:{self.line}: {self.rule}: {self.element or '-'}: {message}"
        return f"{said} ({hint})" if hint else said


@dataclass(frozen=True)
class Rule:
    """Something every published process keeps, and how to keep it.

    >>> rule = Rule("xml.too_large", "%(size)d bytes are too many", "draw two processes")
    >>> print(rule.at(Spot("process.bpmn"), size=9_000_000))
    process.bpmn:1: xml.too_large: -: 9000000 bytes are too many (draw two processes)
    """

    id: str
    message: str
    hint: str = ""
    severity: Severity = "error"

    def at(self, place: Place, /, **params: object) -> Finding:
        """Return the finding that this place breaks the rule."""
        told = {name: _quote(value) for name, value in params.items()}
        return Finding(
            place.file,
            place.line,
            place.place,
            self.id,
            self.severity,
            self.message,
            self.hint,
            told,
        )

    def because(self, place: Place, said: str, /, **params: object) -> Finding:
        """Return the finding with the words of whoever refused the text."""
        return replace(self, message=said).at(place, **params)

    def instead(self, hint: str) -> "Rule":
        """Return the rule with a hint that fits better."""
        return replace(self, hint=hint)

    def softly(self, certain: bool) -> "Rule":
        """Return the rule as a warning, unless everything needed to judge was at hand."""
        return self if certain else replace(self, severity="warning")


def _quote(value: object) -> object:
    """Return what fills a place of a message."""
    cut = isinstance(value, str) and not isinstance(value, Whole)
    return one_line(str(value)) if cut else value


def one_line(text: str) -> str:
    """Return a text of a file shortened and on one line."""
    line = LINES.sub(" ", text)
    return line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1] + "…"
