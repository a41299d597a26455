"""Which names an expression reads from its surroundings."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from engine.feel.grammar import tree
from engine.feel.grammar.walking import children

Bound = frozenset[str]


@dataclass(frozen=True, slots=True)
class Read:
    """One reading of a name.

    :param path: the name and what follows it behind dots.
    :param certain: not in a filter, where it may also be an entry of an item.
    :param called: it stands where a function is called.
    """

    path: tuple[str, ...]
    certain: bool
    called: bool
    column: int


def reads(node: tree.Node, builtins: Collection[str]) -> tuple[Read, ...]:
    """Return every reading of a name that is not made inside the expression.

    :param builtins: names that mean a built-in function where they are called.
    """
    reader = _Reader(builtins)
    reader.node(node, frozenset({"?"}), True)
    return tuple(reader.found)


class _Reader:
    def __init__(self, builtins: Collection[str]) -> None:
        self.builtins, self.found = builtins, list[Read]()

    def node(self, node: tree.Node, bound: Bound, certain: bool) -> None:
        match node:
            case tree.Name() | tree.Path():
                self.path(node, bound, certain)
            case tree.Call():
                self.call(node, bound, certain)
            case tree.Filter():
                self.node(node.source, bound, certain)
                self.node(node.condition, bound | {"item"}, False)
            case tree.Loop():
                self.loop(node, bound, certain)
            case tree.Context():
                self.nested(node.entries, bound, certain)
            case tree.Function():
                self.node(node.body, bound | {name for name, _ in node.parameters}, certain)
            case _:
                self.all(children(node), bound, certain)

    def all(self, nodes: Iterable[tree.Node], bound: Bound, certain: bool) -> None:
        for node in nodes:
            self.node(node, bound, certain)

    def path(self, node: tree.Name | tree.Path, bound: Bound, certain: bool) -> None:
        names: list[str] = []
        inner: tree.Node = node
        while isinstance(inner, tree.Path):
            names.insert(0, inner.name)
            inner = inner.source
        if not isinstance(inner, tree.Name):
            self.node(inner, bound, certain)
        elif inner.name not in bound:
            self.found.append(Read((inner.name, *names), certain, False, inner.column))

    def call(self, node: tree.Call, bound: Bound, certain: bool) -> None:
        function = node.function
        if not isinstance(function, tree.Name):
            self.node(function, bound, certain)
        elif function.name not in self.builtins and function.name not in bound:
            self.found.append(Read((function.name,), certain, True, function.column))
        self.all(node.arguments, bound, certain)
        self.all((value for _, value in node.named), bound, certain)

    def loop(self, node: tree.Loop, bound: Bound, certain: bool) -> None:
        bound = self.nested(node.rounds, bound, certain)
        self.node(node.body, bound | {"partial"}, certain)

    def nested(
        self, entries: Iterable[tuple[str, tree.Node]], bound: Bound, certain: bool
    ) -> Bound:
        for name, value in entries:
            self.node(value, bound | {name} if isinstance(value, tree.Function) else bound, certain)
            bound = bound | {name}
        return bound
