"""A process file as the standard sees it: nodes, and the sequence flows between them."""

from dataclasses import dataclass, field

from lxml import etree


class Drawn:
    """Part of a drawing: games share it and never change it."""

    def __deepcopy__(self, memo):
        return self


@dataclass(eq=False)
class Flow(Drawn):
    """A sequence flow."""

    id: str
    source: "Node"
    target: "Node"
    condition: str | None


@dataclass(eq=False)
class Loop(Drawn):
    """The characteristics of a multi-instance activity.

    :param element: the name of an element of the collection; without it, that is a number.
    """

    collection: str
    element: str | None
    output: str | None
    result: str | None
    until: str | None
    sequential: bool


@dataclass(eq=False)
class Again(Drawn):
    """The characteristics of a standard loop."""

    condition: str | None
    most: float
    before: bool


@dataclass(eq=False)
class Node(Drawn):
    """An activity, a gateway or an event.

    :param fills: the data objects that keep what it leaves.
    :param cause: the name of its event definition, and what that names: the text of a timer,
        the name of a message, the code of an error.
    """

    id: str
    kind: str
    xml: etree._Element
    cause: tuple[str, str | None] = ("none", None)
    interrupting: bool = True
    group: str | None = None
    loop: Loop | None = None
    again: Again | None = None
    inner: "Net | None" = None
    default: Flow | None = None
    by_event: bool = False
    fills: tuple[str, ...] = ()
    incoming: list[Flow] = field(default_factory=list)
    outgoing: list[Flow] = field(default_factory=list)
    borders: list["Node"] = field(default_factory=list)


@dataclass(eq=False)
class Net(Drawn):
    """A process or an embedded sub-process."""

    nodes: dict[str, Node]
    objects: frozenset[str] = frozenset()

    @property
    def by_event(self):
        """The event sub-processes."""
        return [node for node in self.nodes.values() if node.by_event]

    @property
    def start(self):
        """The only start event."""
        return next(node for node in self.nodes.values() if node.kind == "startEvent")
