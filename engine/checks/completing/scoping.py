"""Which names an expression itself makes for a place in it, and of what kind they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.checks.completing.mending import MARK
from engine.checks.kinds.inferring import Inferring, Names
from engine.checks.kinds.kinds import ANY, NUMBER, Kind
from engine.feel import tree
from engine.feel.grammar.walking import children


@dataclass(frozen=True)
class Spot:
    """Where the cursor stands.

    :param own: names made around it, the nearest first.
    :param source: the kind of what stands before the dot, behind a dot.
    """

    own: Mapping[str, Kind]
    source: Kind | None = None


def spot(node: tree.Node, names: Names) -> Spot | None:
    """Return where the mark stands in a tree; nothing where a new name is made.

    :param names: the kinds of the names around the expression.
    """
    return _Seeker(names).seek(node, {})


class _Seeker:
    def __init__(self, names: Names) -> None:
        self.names = names

    def kind(self, node: tree.Node, own: Names) -> Kind:
        return Inferring().kind(node, {**self.names, **own})

    def seek(self, node: tree.Node, own: Names) -> Spot | None:
        match node:
            case tree.Name(name=name) if name == MARK:
                return Spot(own)
            case tree.Path(name=name) if name == MARK:
                return Spot(own, self.kind(node.source, own))
            case tree.Filter():
                return self.seek(node.source, own) or self.seek(
                    node.condition, {**self._item(self.kind(node.source, own)), **own}
                )
            case tree.Loop():
                return self._loop(node, own)
            case tree.Context(entries=entries):
                return self._entries(entries, own)
            case tree.Function(parameters=parameters, body=body):
                made = {name: Kind(type_.name) if type_ else ANY for name, type_ in parameters}
                return self.seek(body, {**made, **own})
            case _:
                return self._first(children(node), own)

    def _first(self, nodes: Iterable[tree.Node], own: Names) -> Spot | None:
        return next((found for node in nodes if (found := self.seek(node, own))), None)

    def _item(self, source: Kind) -> Names:
        item = (source.of or ANY) if source.name == "list" else source
        return {**(item.entries or {}), "item": item}

    def _loop(self, node: tree.Loop, own: Names) -> Spot | None:
        for name, over in node.rounds:
            if found := self.seek(over, own):
                return found
            ran = self.kind(over, own)
            one = (ran.of or ANY) if ran.name in ("list", "range") else ran
            own = {name: NUMBER if isinstance(over, tree.Steps) else one, **_without(own, name)}
        return self.seek(node.body, own)

    def _entries(self, entries: Iterable[tuple[str, tree.Node]], own: Names) -> Spot | None:
        for name, value in entries:
            if found := self.seek(value, own):
                return found
            own = {name: self.kind(value, own), **_without(own, name)}
        return None


def _without(names: Names, name: str) -> dict[str, Kind]:
    return {each: kind for each, kind in names.items() if each != name}
