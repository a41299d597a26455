"""A process file as the standard sees it: nodes, and the sequence flows between them."""

from dataclasses import dataclass, field

from lxml import etree

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
ZEEBE = "{http://camunda.org/schema/zeebe/1.0}"


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
    incoming: list[Flow] = field(default_factory=list)
    outgoing: list[Flow] = field(default_factory=list)
    borders: list["Node"] = field(default_factory=list)


@dataclass(eq=False)
class Net(Drawn):
    """A process or an embedded sub-process."""

    nodes: dict[str, Node]

    @property
    def by_event(self):
        """The event sub-processes."""
        return [node for node in self.nodes.values() if node.by_event]

    @property
    def start(self):
        """The only start event."""
        return next(node for node in self.nodes.values() if node.kind == "startEvent")


def read(raw):
    """Return the net of the only process of a file."""
    root = etree.fromstring(raw)
    named = {each.get("id"): each for each in root if each.get("id")}
    return _net(root.find(f"{BPMN}process"), named)


def _net(scope, named):
    kinds = {each: each.tag.removeprefix(BPMN) for each in scope if isinstance(each.tag, str)}
    nodes = {
        each.get("id"): _node(each, kind, named)
        for each, kind in kinds.items()
        if kind.endswith(("Event", "Task", "Gateway", "subProcess", "task", "callActivity"))
    }
    for each in scope.iterfind(f"{BPMN}sequenceFlow"):
        _connect(each, nodes)
    for node in nodes.values():
        if host := node.xml.get("attachedToRef"):
            nodes[host].borders.append(node)
    _link(nodes.values())
    return Net(nodes)


def _link(nodes):
    """Draw the flows that links stand for."""
    linked = [node for node in nodes if node.cause[0] == "link"]
    caught = {node.cause: node for node in linked if node.kind == "intermediateCatchEvent"}
    for node in linked:
        if node is not caught[node.cause]:
            flow = Flow(f"link of {node.id}", node, caught[node.cause], None)
            node.outgoing.append(flow)


def _connect(each, nodes):
    source, target = nodes[each.get("sourceRef")], nodes[each.get("targetRef")]
    flow = Flow(each.get("id"), source, target, each.findtext(f"{BPMN}conditionExpression"))
    source.outgoing.append(flow)
    target.incoming.append(flow)
    if source.xml.get("default") == flow.id:
        source.default = flow


def _node(each, kind, named):
    asked = each.find(f"{BPMN}extensionElements/{ZEEBE}assignmentDefinition")
    loop = each.find(f"{BPMN}multiInstanceLoopCharacteristics")
    again = each.find(f"{BPMN}standardLoopCharacteristics")
    return Node(
        each.get("id"),
        kind,
        each,
        cause=_cause(each, named),
        interrupting="false" not in (each.get("cancelActivity"), each.get("isInterrupting")),
        group=None if asked is None else asked.get("candidateGroups"),
        loop=None if loop is None else _loop(loop),
        again=None if again is None else _again(again),
        inner=_net(each, named) if kind == "subProcess" else None,
        by_event=each.get("triggeredByEvent") == "true",
    )


def _cause(each, named):
    if each.get("messageRef"):
        return "message", named[each.get("messageRef")].get("name")
    for inner in each:
        kind, found, _ = str(inner.tag).removeprefix(BPMN).partition("EventDefinition")
        if found and kind == "timer":
            return kind, next((text.strip() for text in inner.itertext() if text.strip()), None)
        if found:
            meant = named.get(inner.get(f"{kind}Ref"), inner)
            return kind, meant.get(f"{kind}Code") or meant.get("name")
    return "none", None


def _loop(loop):
    told = loop.find(f"{BPMN}extensionElements/{ZEEBE}loopCharacteristics")
    told = {} if told is None else told
    return Loop(
        told.get("inputCollection") or loop.findtext(f"{BPMN}loopCardinality"),
        told.get("inputElement"),
        told.get("outputCollection"),
        told.get("outputElement"),
        loop.findtext(f"{BPMN}completionCondition"),
        loop.get("isSequential") == "true",
    )


def _again(again):
    most = float(again.get("loopMaximum") or "inf")
    return Again(again.findtext(f"{BPMN}loopCondition"), most, again.get("testBefore") == "true")
