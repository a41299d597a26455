"""The names expressions can read: who writes them, and which nobody may take."""

from collections.abc import Iterator

from engine import feel
from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.findings import Finding, Rule
from engine.documents import is_id
from engine.spiff import COUNTERS, GIVEN

NOT_A_NAME = Rule(
    "engine.not_a_name",
    "%(name)r can not be the name of a value",
    "letters, digits and _ only, a letter first, and no word of the expression language",
)
RESERVED = Rule(
    "engine.reserved_name",
    "the name %(name)s belongs to the engine",
    "choose another; application, item and the counters of a multi-instance are always there",
)
TAKEN = Rule(
    "engine.name_taken",
    "the name %(name)s is already the id of a task",
    "choose another: answers lie under the id of their task",
)

ANSWERED = ("userTask", "serviceTask", "sendTask", "receiveTask")
"""Steps whose answer lies under their id."""
HEARING = ("intermediateCatchEvent", "boundaryEvent", "startEvent")
HEARD = tuple(f"{cause}EventDefinition" for cause in ("message", "signal", "error", "escalation"))
"""Events under whose id lies what a message or signal carries, or the code of what was caught."""
LOOP = "standardLoopCharacteristics"
MULTI = "multiInstanceLoopCharacteristics"


def bad_names(diagram: Diagram) -> Iterator[Finding]:
    """Yield ids of tasks and names of values that no expression could read."""
    tasks = {task.id: task for task in diagram.of(*ANSWERED) if is_id(task.id)}
    for task in tasks.values():
        yield from _name(task, task.id)
    for writer, name in _named(diagram):
        yield from _name(writer, name)
        if name in tasks:
            yield TAKEN.at(writer, name=name)


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
    kept = {each.id for scope in node.around() for each in scope.children("dataObject")}
    meant = drawn.get(reference.text, reference.text) if reference is not None else ""
    return meant if meant in kept else ""


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
    if node.kind in ANSWERED or (node.kind in HEARING and any(node.children(*HEARD))):
        yield node.id
    if node.kind == "callActivity":
        yield from filter(None, (each.get("target") for each in node.mappings("output")))
    if (called := node.extension("calledDecision")) is not None and called.get("resultVariable"):
        yield called.get("resultVariable")


def _named(diagram: Diagram) -> Iterator[tuple[Element, str]]:
    """Yield the names that designers choose, with the element that says them.

    What is handed over has rules of its own.
    """
    said: dict[str, tuple[str, ...]] = {
        "loopCharacteristics": ("inputElement", "outputCollection"),
        "calledDecision": ("resultVariable",),
    }
    for carrier in diagram.of(MULTI, "businessRuleTask"):
        for each in carrier.extensions(*said):
            yield from ((each, each.get(name)) for name in said[each.kind] if each.get(name))


def _name(place: Element, name: str) -> Iterator[Finding]:
    if not is_name(name):
        yield NOT_A_NAME.at(place, name=name)
    elif name in GIVEN | {*COUNTERS, "loopCounter"}:
        yield RESERVED.at(place, name=name)


def is_name(text: str) -> bool:
    """Whether an expression reads the text as one name.

    >>> is_name("check_materials"), is_name("check-materials"), is_name("if")
    (True, False, False)
    """
    try:
        return text.isidentifier() and feel.compile(text).names == {text}
    except feel.FeelError:
        return False
