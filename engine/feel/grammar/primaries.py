"""Literals, names, brackets, and what may follow them: paths, filters, calls."""

from collections.abc import Iterator
from contextlib import contextmanager

from engine.errors import Told
from engine.feel.errors import FeelError
from engine.feel.grammar import tree
from engine.feel.grammar.cursor import Cursor
from engine.feel.grammar.phrases import phrases
from engine.feel.temporal import temporal

_CONSTANTS = {"true": True, "false": False, "null": None}
_PROPERTIES = phrases(frozenset({"time offset", "start included", "end included"}))


class Primaries(Cursor):
    """Reads what needs no operator."""

    ends_with_bracket = False  # the end of a range may be closed by "[", which is then no filter

    def sum(self) -> tree.Node:
        """Read an expression without comparisons."""
        raise NotImplementedError

    def test(self) -> tree.Node:
        """Read one unary test."""
        raise NotImplementedError

    def postfix(self) -> tree.Node:
        """Read a primary with its paths, filters and calls."""
        node = self.primary()
        while True:
            column = self.here.column
            if self.take("."):
                node = tree.Path(node, self.property(), column=column)
            elif not self.ends_with_bracket and self.take("["):
                with self.inside(), self.of_parts():
                    node = tree.Filter(node, self.expression(), column=column)
                self.need("]")
            elif self.take("("):
                node = self.call(node)
            else:
                return node

    def property(self) -> str:
        """Read the name after a dot; there even keywords are names."""
        for length, name in _PROPERTIES.at(self.words, self.place):
            self.place += length
            return name
        with self.of_parts():
            return self.name()

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Read between brackets, where the end of a range is not yet near."""
        before, self.ends_with_bracket = self.ends_with_bracket, False
        with self.deeper():
            yield
        self.ends_with_bracket = before

    def call(self, function: tree.Node) -> tree.Node:
        """Read the arguments of a call, after its bracket."""
        arguments: list[tree.Node] = []
        named: dict[str, tree.Node] = {}
        with self.inside():
            while not self.sees(")"):
                column, label = self.here.column, self.label()
                value = self.expression()
                if label is None:
                    arguments.append(value)
                else:
                    named[label] = value
                if arguments and named:
                    raise FeelError(
                        "feel.mixed_arguments",
                        "arguments have either all a name or none",
                        column,
                    )
                if not self.take(","):
                    break
        self.need(")")
        return tree.Call(function, tuple(arguments), tuple(named.items()), column=function.column)

    def primary(self) -> tree.Node:
        """Read a literal, a name, or something in brackets."""
        word = self.here
        if word.kind in ("number", "text"):
            self.place += 1
            return tree.Literal(word.value, column=word.column)
        if word.kind == "name" and word.source in _CONSTANTS:
            self.place += 1
            return tree.Literal(_CONSTANTS[word.source], column=word.column)
        if word.kind == "sign":
            return self.sign()
        return tree.Name(self.name("a value"), column=word.column)

    def sign(self) -> tree.Node:
        """Read what begins with a sign."""
        column = self.here.column
        match self.take("?", "@", "(", "[", "]", "{"):
            case "?":
                return tree.Name("?", column=column)
            case "@":
                return self.at(column)
            case "(":
                return self.bracket(column)
            case "[":
                return self.listing(column)
            case "]":
                return self.interval(self.endpoint(), False, column)
            case "{":
                return self.context(column)
        raise self.unexpected(Told("a value"))

    def at(self, column: int) -> tree.Node:
        """Read the text of ``@"2026-03-02"``."""
        word = self.here
        value = temporal(word.value) if word.kind == "text" else None
        if value is None:
            raise FeelError(
                "feel.not_temporal",
                'after @ comes a date, a time or a duration, like @"2026-03-02" or @"P5D"',
                word.column,
            )
        self.place += 1
        return tree.Literal(value, column=column)

    def bracket(self, column: int) -> tree.Node:
        """Read ``(value)``, ``(start..end]`` or ``(>= start)``."""
        with self.inside():
            if self.sees("<", "<=", ">", ">=", "="):
                inner = self.half_interval()
            else:
                inner = self.expression()
        if self.sees(".."):
            return self.interval(inner, False, column)
        self.need(")")
        return inner

    def half_interval(self) -> tree.Node:
        """Read ``< end`` and its like as a range."""
        column, operator = self.here.column, self.need("<", "<=", ">", ">=", "=")
        value = self.sum()
        start = value if operator in (">", ">=", "=") else None
        end = value if operator in ("<", "<=", "=") else None
        closed = "=" in operator
        start_included, end_included = closed and start is not None, closed and end is not None
        return tree.Interval(start, end, start_included, end_included, column=column)

    def listing(self, column: int) -> tree.Node:
        """Read ``[item, item]`` or ``[start..end]``."""
        items: list[tree.Node] = []
        with self.inside():
            while not self.sees("]"):
                items.append(self.expression())
                if not self.take(","):
                    break
        if len(items) == 1 and self.sees(".."):
            return self.interval(items[0], True, column)
        self.need("]")
        return tree.Listing(tuple(items), column=column)

    def interval(self, start: tree.Node, included: bool, column: int) -> tree.Node:
        """Read the rest of a range, from its dots."""
        self.need("..")
        end = self.endpoint()
        closed = self.need("]", ")", "[") == "]"
        return tree.Interval(start, end, included, closed, column=column)

    def endpoint(self) -> tree.Node:
        """Read the start or end of a range."""
        before, self.ends_with_bracket = self.ends_with_bracket, True
        with self.deeper():
            node = self.sum()
        self.ends_with_bracket = before
        return node

    def context(self, column: int) -> tree.Node:
        """Read ``{name: value}``."""
        entries: dict[str, tree.Node] = {}
        with self.inside():
            while not self.sees("}"):
                start, label = self.here.column, self.label()
                if label is None:
                    raise self.unexpected(Told("name:"))
                if label in entries:
                    raise FeelError(
                        "feel.twice", "the entry %(name)s is there twice", start, name=label
                    )
                entries[label] = self.expression()
                if not self.take(","):
                    break
        self.need("}")
        return tree.Context(tuple(entries.items()), column=column)
