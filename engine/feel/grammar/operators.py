"""Operators, from the loosest (``or``) to the tightest (``instance of``)."""

from engine.feel.grammar import tree
from engine.feel.grammar.primaries import Primaries
from engine.feel.grammar.typenames import read_type

_COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")


class Operators(Primaries):
    """Reads operators and what they join."""

    def either(self) -> tree.Node:
        """Read ``… or …``."""
        return self._logic("or", [self.both()])

    def both(self) -> tree.Node:
        """Read ``… and …``."""
        return self._logic("and", [self.comparison()])

    def _logic(self, word: str, parts: list[tree.Node]) -> tree.Node:
        while self.take(word):
            parts.append(self.both() if word == "or" else self.comparison())
        if len(parts) == 1:
            return parts[0]
        return tree.Logic(word, tuple(parts), column=parts[0].column)

    def comparison(self) -> tree.Node:
        """Read ``a < b``, ``a between b and c``, ``a in b``; they may follow each other."""
        node = self.sum()
        while True:
            column = self.here.column
            if operator := self.take(*_COMPARISONS):
                node = tree.Comparison(operator, node, self.sum(), column=column)
            elif self.take("between"):
                low = self.sum()
                self.need("and")
                node = tree.Between(node, low, self.sum(), column=column)
            elif self.take("in"):
                node = tree.In(node, self.in_tests(), column=column)
            else:
                return node

    def in_tests(self) -> tuple[tree.Node, ...]:
        """Read what stands behind ``in``: one test, or several in brackets."""
        column = self.here.column
        if not self.sees("("):
            return (self.test(bare=True),)
        self.need("(")
        with self.inside():
            tests = self.tests()
        if len(tests) == 1 and isinstance(tests[0], tree.Within) and self.sees(".."):
            interval = self.interval(tests[0].test, False, column)
            return (tree.Within(tree.Name("?"), interval, column=column),)
        self.need(")")
        return tests

    def tests(self) -> tuple[tree.Node, ...]:
        """Read tests with commas between them."""
        found = [self.test()]
        while self.take(","):
            found.append(self.test())
        return tuple(found)

    def test(self, bare: bool = False) -> tree.Node:
        """Read one unary test: ``< 5``, ``[1..10]``, a value, or a condition on ``?``.

        :param bare: it stands behind ``in`` without brackets: the next ``and``, ``or`` or
            comparison is none of its own.
        """
        column = self.here.column
        tested = tree.Name("?", column=column)
        if operator := self.take(*_COMPARISONS):
            return tree.Comparison(operator, tested, self.sum(), column=column)
        if self.sees_negated(bare):
            return self.negated(column)
        start = self.place
        value = self._bare() if bare else self.expression()
        if any(
            (word.kind, word.source) == ("sign", "?") for word in self.words[start : self.place]
        ):
            return value
        return tree.Within(tested, value, column=column)

    def _bare(self) -> tree.Node:
        return self.comparison() if self.sees("?") else self.sum()

    def negated(self, column: int) -> tree.Node:
        """Read ``not(tests)``."""
        self.need("not")
        self.need("(")
        with self.inside():
            tests = self.tests()
        self.need(")")
        return tree.Tests(tests, negated=True, column=column)

    def sees_negated(self, bare: bool) -> bool:
        """Tell whether ``not(…)`` is the whole test, not the start of an expression."""
        if not (self.sees("not") and self.sees("(", ahead=1)):
            return False
        if bare:
            return True
        after = self._closing(self.place + 1) + 1
        last = self.words[min(after, len(self.words) - 1)]
        return last.kind == "end" or (last.kind == "sign" and last.source in (",", ")"))

    def _closing(self, place: int) -> int:
        opened = 0
        while place < len(self.words):
            word = self.words[place]
            if word.kind == "sign":
                opened += (word.source in "([{") - (word.source in ")]}")
            if opened == 0:
                return place
            place += 1
        return place

    def sum(self) -> tree.Node:
        """Read ``a + b - c``."""
        node = self.product()
        while True:
            column = self.here.column
            operator = self.take("+", "-")
            if operator is None:
                return node
            node = tree.Arithmetic(operator, node, self.product(), column=column)

    def product(self) -> tree.Node:
        """Read ``a * b / c``."""
        node = self.power()
        while True:
            column = self.here.column
            operator = self.take("*", "/")
            if operator is None:
                return node
            node = tree.Arithmetic(operator, node, self.power(), column=column)

    def power(self) -> tree.Node:
        """Read ``a ** b``."""
        node = self.negation()
        while True:
            column = self.here.column
            if self.take("**") is None:
                return node
            node = tree.Arithmetic("**", node, self.negation(), column=column)

    def negation(self) -> tree.Node:
        """Read ``-a``."""
        column = self.here.column
        if self.take("-") is None:
            return self.instance()
        with self.deeper():
            return tree.Negation(self.negation(), column=column)

    def instance(self) -> tree.Node:
        """Read ``a instance of type``."""
        node = self.postfix()
        while self.sees("instance") and self.sees("of", ahead=1):
            column = self.here.column
            self.place += 2
            node = tree.InstanceOf(node, read_type(self), column=column)
        return node
