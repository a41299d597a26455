"""Boxed expressions: everything a decision may consist of."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from engine.documents import local_name
from engine.feel.closures.registry import Closure, closure
from engine.feel.decisions import xml
from engine.feel.decisions.fitting import Fitting
from engine.feel.decisions.reading import Reading
from engine.feel.decisions.rows import read_table
from engine.feel.decisions.strict import or_null, true_or_false
from engine.feel.decisions.tables import Table
from engine.feel.decisions.types import Types, type_name
from engine.feel.grammar import tree
from engine.feel.scope import Evaluation, Scope
from engine.feel.values import Function

KINDS = (
    "literalExpression", "decisionTable", "context", "invocation", "list", "relation",
    "functionDefinition", "conditional", "for", "filter", "some", "every",
)  # fmt: skip


class Boxes:
    """Reads boxed expressions into closures.

    :ivar tables: every decision table that was read, by the part of the model it stands in.
    """

    def __init__(self, reading: Reading, types: Types) -> None:
        self.reading, self.types = reading, types
        self.tables: defaultdict[str, list[Table]] = defaultdict(list)

    def inside(self, parent: xml.Element | None) -> Closure:
        """Return the boxed expression inside an element."""
        element = xml.first(parent, *KINDS)
        if element is None:
            self.reading.refuse(parent, "decision.no_logic", "there is nothing that decides")
            return _null
        return self.box(element)

    def box(self, element: xml.Element) -> Closure:
        """Return one boxed expression, with its result fitted to its type."""
        makers: dict[str, Callable[[xml.Element], Closure]] = {
            "literalExpression": self.literal,
            "decisionTable": self.table,
            "context": self.context,
            "invocation": self.invocation,
            "list": self.list,
            "relation": self.relation,
            "functionDefinition": self.function,
            "conditional": self.conditional,
        }
        made = makers.get(local_name(element), self.iteration)(element)
        return self.fitted(made, element.get("typeRef"))

    def fitted(self, made: Closure, written: str | None) -> Closure:
        """Return a closure whose result is fitted to a type."""
        type_, types = type_name(written), self.types
        if type_ is None:
            return made
        return lambda scope: Fitting(types, scope.run).value(made(scope), type_)

    def literal(self, element: xml.Element) -> Closure:
        """Return an expression in text."""
        return self.reading.expression(element).closure

    def table(self, element: xml.Element) -> Closure:
        """Return a decision table."""
        table = read_table(element, self.reading, self.types)
        self.tables[self.reading.place].append(table)
        return table.value

    def context(self, element: xml.Element) -> Closure:
        """Return a context; an entry without a name is its result."""
        entries = []
        for entry in xml.all_of(element, "contextEntry"):
            variable = xml.first(entry, "variable")
            name = xml.name(variable) if variable is not None else ""
            type_ = variable.get("typeRef") if variable is not None else None
            entries.append((name, self.fitted(self.inside(entry), type_)))

        def value(scope: Scope) -> Any:
            found: dict[str, Any] = {}
            inner = scope.with_(found)
            for name, entry in entries:
                result = entry(inner)
                if not name:
                    return result
                found[name] = result
            return found

        return value

    def invocation(self, element: xml.Element) -> Closure:
        """Return a call with named arguments."""
        bindings = {}
        for binding in xml.all_of(element, "binding"):
            parameter = xml.first(binding, "parameter")
            name = xml.name(parameter) if parameter is not None else ""
            bindings[name] = self.inside(binding)
        called = self.reading.expression(xml.first(element, "literalExpression")).tree
        named = tuple((name, tree.Name(_argument(name))) for name in bindings)
        call = closure(tree.Call(called, (), named))

        def value(scope: Scope) -> Any:
            given = {_argument(name): binding(scope) for name, binding in bindings.items()}
            return call(scope.with_(given))

        return value

    def list(self, element: xml.Element) -> Closure:
        """Return a list."""
        items = [self.box(item) for item in xml.all_of(element, *KINDS)]
        return lambda scope: [item(scope) for item in items]

    def relation(self, element: xml.Element) -> Closure:
        """Return a list of contexts, one for each row."""
        heads = xml.all_of(element, "column")
        columns = [xml.name(column) for column in heads]
        types = [column.get("typeRef") for column in heads]
        rows = [self._row(row, types) for row in xml.all_of(element, "row")]
        return lambda scope: [
            dict(zip(columns, (cell(scope) for cell in row), strict=False)) for row in rows
        ]

    def _row(self, element: xml.Element, types: Sequence[str | None]) -> Sequence[Closure]:
        cells = xml.all_of(element, *KINDS)
        if len(cells) != len(types):
            message = "a row has %(found)s cells, and the relation %(wanted)s columns"
            found, wanted = len(cells), len(types)
            self.reading.refuse(element, "decision.row", message, found=found, wanted=wanted)
        pairs = zip(cells, types, strict=False)
        return tuple(self.fitted(self.box(cell), type_) for cell, type_ in pairs)

    def function(self, element: xml.Element, gives: str | None = None) -> Closure:
        """Return a function.

        :param gives: the type of what it gives, where one is declared.
        """
        if element.get("kind", "FEEL") != "FEEL":
            self.reading.refuse(
                element, "decision.external", "functions of other languages are not offered"
            )
        parameters = xml.all_of(element, "formalParameter")
        names = tuple(xml.name(parameter) for parameter in parameters)
        types = [type_name(parameter.get("typeRef")) for parameter in parameters]
        model_types = self.types
        body = self.inside(element)

        def value(scope: Scope) -> Function:
            def call(run: Evaluation, *arguments: Any) -> Any:
                fitting = Fitting(model_types, run)
                fitted = fitting.arguments(arguments, types)
                if fitted is None:
                    return None
                result = body(Scope(run, dict(zip(names, fitted, strict=True)), scope))
                return fitting.value(result, gives)

            return Function(names, call)

        return value

    def conditional(self, element: xml.Element) -> Closure:
        """Return a branch."""
        condition = true_or_false(self.inside(xml.first(element, "if")))
        then = self.inside(xml.first(element, "then"))
        otherwise = self.inside(xml.first(element, "else"))
        return or_null(lambda scope: then(scope) if condition(scope) is True else otherwise(scope))

    def iteration(self, element: xml.Element) -> Closure:
        """Return a loop or a filter; its parts are boxed expressions under names of their own."""
        how, variable = local_name(element), element.get("iteratorVariable") or "item"
        source = self.inside(xml.first(element, "in"))
        asked, given = xml.first(element, "match", "satisfies"), xml.first(element, "return")
        body = self.inside(given) if asked is None else true_or_false(self.inside(asked))
        partial = given is not None and "partial" in "".join(map(str, given.itertext()))
        boxed = tree.Boxed(body, partial)
        outer = tree.Boxed(source)
        if how == "filter":
            return or_null(closure(tree.Filter(outer, boxed)))
        return closure(tree.Loop(how, ((variable, outer),), boxed))


def _argument(name: str) -> str:
    return f"argument {name}"


def _null(scope: Scope) -> None:
    return None
