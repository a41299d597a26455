"""Whole expressions: branches, loops, functions, and everything below them."""

from collections.abc import Iterable

from engine.errors import Told
from engine.feel import limits
from engine.feel.errors import FeelError
from engine.feel.grammar import tree
from engine.feel.grammar.known import Known
from engine.feel.grammar.operators import Operators
from engine.feel.grammar.typenames import read_type
from engine.feel.grammar.walking import height


class Parser(Operators):
    """Reads one expression."""

    def expression(self) -> tree.Node:
        """Read a whole expression.

        :raises FeelError: it is not one.
        """
        clause = self.sees("if", "for", "some", "every")
        if clause or (self.sees("function") and self.sees("(", ahead=1)):
            with self.deeper():
                return self.clause(self.here.column)
        return self.either()

    def clause(self, column: int) -> tree.Node:
        """Read what begins with a keyword."""
        match self.take("if", "for", "some", "every"):
            case "if":
                return self.branch(column)
            case "for":
                return self.loop("for", "return", column)
            case "some" | "every" as kind:
                return self.loop(kind, "satisfies", column)
        return self.function(column)

    def branch(self, column: int) -> tree.Node:
        """Read ``condition then … else …``."""
        condition = self.expression()
        self.need("then")
        then = self.expression()
        self.need("else")
        return tree.If(condition, then, self.expression(), column=column)

    def loop(self, kind: str, word: str, column: int) -> tree.Node:
        """Read ``name in list, name in 1..3 return …``."""
        rounds = [self.round()]
        while self.take(","):
            rounds.append(self.round())
        self.need(word)
        return tree.Loop(kind, tuple(rounds), self.expression(), column=column)

    def round(self) -> tuple[str, tree.Node]:
        """Read ``name in list``."""
        name = self.name()
        self.need("in")
        source = self.expression()
        column = self.here.column
        if self.take(".."):
            return name, tree.Steps(source, self.expression(), column=column)
        return name, source

    def function(self, column: int) -> tree.Node:
        """Read ``function(a, b: number) …``."""
        self.need("function")
        self.need("(")
        parameters: list[tuple[str, tree.Type | None]] = []
        while not self.sees(")"):
            label = self.label()
            parameters.append((label, read_type(self)) if label else (self.name(), None))
            if not self.take(","):
                break
        self.need(")")
        if self.sees("external"):
            raise FeelError(
                "feel.external", "functions of other languages are not offered", self.here.column
            )
        return tree.Function(tuple(parameters), self.expression(), column=column)

    def cell(self) -> tree.Tests:
        """Read all unary tests of a cell."""
        column = self.here.column
        if self.here.kind == "end" or (self.take("-") and self.here.kind == "end"):
            return tree.Tests((), column=column)
        self.place = 0
        found = self.tests()
        if len(found) == 1 and isinstance(found[0], tree.Tests):
            return found[0]
        return tree.Tests(found, column=column)

    def whole(self, node: tree.Node) -> None:
        """See that nothing is left and that the tree is not too tall.

        :raises FeelError: something is left, or a chain is too long.
        """
        if self.here.kind != "end":
            raise self.unexpected(Told("an operator or the end"))
        if height(node) > limits.HEIGHT:
            raise FeelError(
                "feel.too_long_chain",
                "the expression chains more than %(limit)s operations",
                node.column,
                limit=limits.HEIGHT,
            )


def parse(source: str, names: Known, functions: Iterable[str]) -> tree.Node:
    """Read an expression.

    :param names: names around it, so that those with spaces are known.
    :param functions: names of the built-in functions.
    :raises FeelError: it is not an expression.
    """
    parser = Parser(source, names, functions)
    node = parser.expression()
    parser.whole(node)
    return node


def parse_tests(source: str, names: Known, functions: Iterable[str]) -> tree.Tests:
    """Read unary tests, as they stand in the cell of a decision table.

    :raises FeelError: they are not tests.
    """
    parser = Parser(source, names, functions)
    node = parser.cell()
    parser.whole(node)
    return node
