"""Reads a process file as a net, by means of its own: it knows no reader of our engine."""

from lxml import etree

from tests.engine.model.nets import Again, Flow, Loop, Net, Node

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
ZEEBE = "{http://camunda.org/schema/zeebe/1.0}"


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
    return Net(nodes, frozenset(each.get("id") for each in scope.iterfind(f"{BPMN}dataObject")))


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
        fills=tuple(_fills(each)),
    )


def _fills(each):
    for target in each.iterfind(f"{BPMN}dataOutputAssociation/{BPMN}targetRef"):
        drawn = each.getroottree().find(f".//*[@id='{target.text}']")
        yield drawn.get("dataObjectRef")


def _cause(each, named):
    if each.get("messageRef"):
        return "message", named[each.get("messageRef")].get("name")
    for inner in each:
        kind, found, _ = str(inner.tag).removeprefix(BPMN).partition("EventDefinition")
        if found and kind in ("timer", "conditional"):
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
