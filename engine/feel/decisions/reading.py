"""Reads the expressions of a decision model and keeps what is wrong with them."""

import re
from dataclasses import replace
from typing import Any

from engine.documents import line_of
from engine.errors import Fault, Told
from engine.feel import limits
from engine.feel.decisions import xml
from engine.feel.decisions.naming import Naming
from engine.feel.errors import FeelError
from engine.feel.expression import Expression, UnaryTests, compile, unary_test
from engine.feel.notes import Cell
from engine.feel.scope import Scope

_WORD = re.compile(r"\w+|[^\w\s]")


class Reading:
    """One reading of a file, of whose root it is made."""

    def __init__(self, root: xml.Element) -> None:
        self._naming = Naming(root)
        self.place = ""
        self.faults: list[Fault] = []
        self._words = 0

    def expression(self, element: xml.Element | None) -> Expression:
        """Return the expression an element has; without one it is null."""
        self._language(element)
        source = xml.text(element) or "null"
        try:
            self._count(source)
            return _placed(compile(source, self._naming.at(element)), self.cell(element))
        except FeelError as error:
            self._unreadable(element, error)
            return compile("null")

    def tests(self, element: xml.Element | None) -> UnaryTests:
        """Return the unary tests an element has; without any, everything fits."""
        self._language(element)
        source = xml.text(element)
        try:
            self._count(source)
            return unary_test(source, self._naming.at(element))
        except FeelError as error:
            self._unreadable(element, error)
            return unary_test("-")

    def cell(self, element: xml.Element | None, column: str = "") -> Cell:
        """Return where a text stands.

        :param column: of a decision table, the heading above it.
        """
        line = line_of(element) if element is not None else None
        return Cell(self.place, line, xml.text(element), column)

    def refuse(
        self, element: xml.Element | None, code: str, message: str, **params: object
    ) -> None:
        """Keep that something is wrong."""
        line = line_of(element) if element is not None else None
        self.faults.append(Fault(self.place, code, message, {**params, "line": line}))

    def _language(self, element: xml.Element | None) -> None:
        language = element.get("expressionLanguage") if element is not None else None
        if language and "feel" not in language.lower():
            self.refuse(
                element, "decision.language", "only FEEL is read, not %(found)s", found=language
            )

    def _count(self, source: str) -> None:
        """Count what is read.

        :raises FeelError: it is more than a file may have, or too much was wrong before.
        """
        self._words += len(_WORD.findall(source))
        if self._words > limits.MODEL or len(self.faults) > limits.WRONG:
            message = "this is not read: too much is in the file, or too much of it is wrong"
            raise FeelError("decision.too_large", message)

    def _unreadable(self, element: xml.Element | None, error: FeelError) -> None:
        self.refuse(
            element,
            error.code,
            "%(why)s (column %(column)s of %(cell)s)",
            why=Told(error.message, error.params),
            column=error.column,
            cell=xml.text(element)[:80],
        )


def _placed(made: Expression, cell: Cell) -> Expression:
    """Return an expression that says where it stands when something in it is null."""
    inner = made.closure

    def value(scope: Scope) -> Any:
        notes = scope.run.notes
        since = len(notes)
        found = inner(scope)
        if len(notes) > since:
            scope.run.place(since, cell)
        return found

    return replace(made, closure=value)
