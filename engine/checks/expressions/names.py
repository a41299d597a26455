"""The names expressions can read, and who writes them."""

from collections.abc import Iterator

from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.spiff import GIVEN

ANSWERED = ("userTask", "serviceTask", "sendTask", "receiveTask")
"""Steps whose answer lies under their id."""
HEARING = ("intermediateCatchEvent", "boundaryEvent", "startEvent")
HEARD = tuple(f"{cause}EventDefinition" for cause in ("message", "signal", "error", "escalation"))
"""Events under whose id lies what a message or signal carries, or the code of what was caught."""
LOOP = "standardLoopCharacteristics"
MULTI = "multiInstanceLoopCharacteristics"


def readable(diagram: Diagram) -> frozenset[str]:
    """Return every name that something in the process may have given a value."""
    names = {name for node in diagram.nodes() for name in (*left_by(node), *inside(node))}
    return GIVEN | names | given_by_callers(diagram)


def given_by_callers(diagram: Diagram) -> frozenset[str]:
    """Return the names a process says its callers give it, in its setting ``given``."""
    return frozenset(
        name
        for process in diagram.processes
        for name in process.settings().get("given", "").replace(",", " ").split()
    )


def left_by(node: Element) -> Iterator[str]:
    """Yield the names a node has given a value when it is done.

    A multi-instance leaves what it collected; the answers of its instances stay in them.
    """
    for association in node.children("dataOutputAssociation"):
        yield from filter(None, [data_object(node, association.child("targetRef"))])
    loop = node.child(MULTI)
    if loop is None:
        yield from _answers(node)
    elif (said := loop.extension("loopCharacteristics")) is not None:
        yield from filter(None, [said.get("outputCollection")])


def data_object(node: Element, reference: Element | None) -> str:
    """Return the id of the data object a node refers to, ``""`` for none."""
    drawn = {
        each.id: each.get("dataObjectRef")
        for scope in node.around()
        for each in scope.children("dataObjectReference")
    }
    meant = drawn.get(reference.text, reference.text) if reference is not None else ""
    return meant if meant in objects_around(node) else ""


def objects_around(node: Element) -> set[str]:
    """Return the ids of the data objects that the scopes around a node declare."""
    return {each.id for scope in node.around() for each in scope.children("dataObject")}


def begun_with(node: Element) -> Iterator[str]:
    """Yield the names each turn or instance of a repeated activity has from its beginning."""
    loop = node.child(MULTI)
    if loop is not None or node.child(LOOP) is not None:
        yield "loopCounter"
    said = loop.extension("loopCharacteristics") if loop is not None else None
    if said is not None:
        yield from filter(None, [said.get("inputElement")])


def inside(node: Element) -> Iterator[str]:
    """Yield the names only the instances of a repeated activity see."""
    yield from begun_with(node)
    if node.child(MULTI) is not None:
        yield from _answers(node)


def _answers(node: Element) -> Iterator[str]:
    if node.kind in ANSWERED or (node.kind in HEARING and (_heard(node) or _turns(node))):
        yield node.id
    if node.kind == "callActivity":
        yield from filter(None, (each.get("target") for each in node.mappings("output")))
    if (called := node.extension("calledDecision")) is not None and called.get("resultVariable"):
        yield called.get("resultVariable")


def _heard(event: Element) -> bool:
    return any(event.children(*HEARD))


def _turns(event: Element) -> bool:
    """Whether an event comes again and again, and says each time which turn it is."""
    definition = event.child("timerEventDefinition")
    return definition is not None and definition.child("timeCycle") is not None
