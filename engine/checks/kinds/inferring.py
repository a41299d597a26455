"""What kind of value an expression gives, and where kinds do not go together."""

from collections.abc import Iterable, Mapping
from typing import Any

from engine.checks.kinds import calls
from engine.checks.kinds.kinds import ANY, BOOLEAN, NULL, NUMBER, Kind, joined, listing
from engine.checks.kinds.misfits import (
    ARGUMENT,
    TRUTH,
    Misfit,
    missing,
    outside,
    uncomputed,
    unlike,
    unordered,
)
from engine.feel import tree
from engine.feel.operations.properties import PROPERTIES
from engine.feel.values import kind as kind_of

Names = Mapping[str, Kind]


class Inferring:
    """Infers the kinds of expressions and remembers what does not fit, each thing once."""

    def __init__(self) -> None:
        self.misfits: list[Misfit] = []

    def kind(self, node: tree.Node, names: Names) -> Kind:
        """Return the kind of a part of an expression.

        :param names: the kinds of the names it may read; of others nothing is known.
        """
        match node:
            case tree.Literal(value=value):
                return _constant(value)
            case tree.Name(name=name):
                return names.get(name, ANY)
            case tree.Path():
                return self._entry(self.kind(node.source, names), node)
            case tree.Filter():
                return self._filtered(node, names)
            case tree.Negation(operand=operand):
                return self.kind(operand, names)
            case tree.Arithmetic():
                left, right = self.kind(node.left, names), self.kind(node.right, names)
                self._tell(uncomputed(node.operator, left, right))
                return Kind(left.name) if left.name == right.name != "date" else ANY
            case _:
                return self._test(node, names)

    def _test(self, node: tree.Node, names: Names) -> Kind:
        match node:
            case tree.Comparison(operator=operator, left=left, right=right):
                fits = unlike if operator in ("=", "!=") else unordered
                self._tell(fits(self.kind(left, names), self.kind(right, names)))
            case tree.Between(value=value, low=low, high=high):
                for end in (low, high):
                    self._tell(unordered(self.kind(value, names), self.kind(end, names)))
            case tree.Within(value=value, test=test):
                self._tell(outside(self.kind(value, names), self.kind(test, names)))
            case tree.Logic(parts=parts):
                for part in parts:
                    self._truth(part, names)
            case _:
                return self._tested(node, names)
        return BOOLEAN

    def _tested(self, node: tree.Node, names: Names) -> Kind:
        match node:
            case tree.In(value=value, tests=tests):
                self._kinds(tests, {**names, "?": self.kind(value, names)})
            case tree.Tests(tests=tests):
                self._kinds(tests, names)
            case tree.InstanceOf(value=value):
                self.kind(value, names)
            case _:
                return self._made(node, names)
        return BOOLEAN

    def _made(self, node: tree.Node, names: Names) -> Kind:
        match node:
            case tree.If(condition=condition, then=then, otherwise=otherwise):
                self._truth(condition, names)
                return joined(self._kinds((then, otherwise), names))
            case tree.Loop():
                return self._looped(node, names)
            case tree.Call(function=tree.Name(name), arguments=arguments, named=()):
                return self._called(name, self._kinds(arguments, names))
            case tree.Context(entries=entries):
                made = dict(names)
                for name, value in entries:
                    made[name] = self.kind(value, made)
                return Kind("context", entries={name: made[name] for name, _ in entries})
            case tree.Listing(items=items):
                return listing(joined(self._kinds(items, names)))
            case tree.Interval(start=start, end=end):
                ends = [each for each in (start, end) if each is not None]
                return Kind("range", joined(self._kinds(ends, names)))
            case _:
                return ANY

    def _entry(self, source: Kind, node: tree.Path) -> Kind:
        if source.name == "list":
            return listing(self._entry(source.of or ANY, node))
        if source.name == "context" and (entries := source.entries) is not None:
            if node.name in entries:
                return entries[node.name]
            self._tell(missing(source, node.name, _written(node.source)))
        elif source.known and source.name != "context" and node.name not in _parts(source):
            self._tell(missing(source, node.name, _written(node.source)))
        return ANY

    def _filtered(self, node: tree.Filter, names: Names) -> Kind:
        source = self.kind(node.source, names)
        item = source.of or ANY if source.name == "list" else source
        chosen = self.kind(node.condition, {**names, **(item.entries or {}), "item": item})
        return item if chosen.name == "number" else listing(item)

    def _looped(self, node: tree.Loop, names: Names) -> Kind:
        inner = dict(names)
        for name, over in node.rounds:
            ran = listing(NUMBER) if isinstance(over, tree.Steps) else self.kind(over, inner)
            inner[name] = (ran.of or ANY) if ran.name in ("list", "range") else ran
        if node.kind == "for":
            return listing(self.kind(node.body, {**inner, "partial": ANY}))
        self._truth(node.body, inner)
        return BOOLEAN

    def _called(self, name: str, taken: list[Kind]) -> Kind:
        if (wrong := calls.misfit(name, taken)) is not None:
            self._tell(Misfit(ARGUMENT, {"function": name, "kind": wrong.name}))
        return calls.given(name, taken)

    def _truth(self, node: tree.Node, names: Names) -> None:
        found = self.kind(node, names)
        if found.known and found != BOOLEAN:
            self._tell(Misfit(TRUTH, {"kind": found.name}))

    def _kinds(self, nodes: Iterable[tree.Node], names: Names) -> list[Kind]:
        return [self.kind(node, names) for node in nodes]

    def _tell(self, misfit: Misfit | None) -> None:
        if misfit is not None and misfit not in self.misfits:
            self.misfits.append(misfit)


def _constant(value: Any) -> Kind:
    if value is None:
        return NULL
    return Kind(kind_of(value), options=(value,) if isinstance(value, str) else None)


def _parts(kind: Kind) -> Iterable[str]:
    return PROPERTIES.get(kind.name, ())


def _written(node: tree.Node) -> str:
    """Return a name with what follows it behind dots, as written."""
    if isinstance(node, tree.Path):
        return f"{_written(node.source)}.{node.name}"
    return node.name if isinstance(node, tree.Name) else "…"
