"""The names expressions can read: who writes them, and which nobody may take."""

from collections.abc import Iterator

from engine import feel
from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.findings import Finding, Rule
from engine.checks.words import words

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

GIVEN = frozenset({"application", "item"})
COUNTERS = words(
    "numberOfInstances numberOfActiveInstances numberOfCompletedInstances "
    "numberOfTerminatedInstances loopCounter"
)
ANSWERED = ("userTask", "serviceTask")
"""Steps whose answer lies under their id."""
HEARING = ("intermediateCatchEvent", "boundaryEvent")
"""Events under whose id lies what a message carries."""
MULTI = "multiInstanceLoopCharacteristics"


def bad_names(diagram: Diagram) -> Iterator[Finding]:
    """Yield ids of tasks and names of values that no expression could read."""
    tasks = {task.id: task for task in diagram.of(*ANSWERED) if task.id}
    for task in tasks.values():
        yield from _name(task, task.id)
    for writer, name in _named(diagram):
        yield from _name(writer, name)
        if name in tasks:
            yield TAKEN.at(writer, name=name)


def readable(diagram: Diagram) -> frozenset[str]:
    """Return every name that something in the process may have given a value."""
    names = {name for node in diagram.nodes() for name in (*left_by(node), *inside(node))}
    return GIVEN | names


def left_by(node: Element) -> Iterator[str]:
    """Yield the names a node has given a value when it is done.

    A multi-instance leaves what it collected; the answers of its instances stay in them.
    """
    loop = node.child(MULTI)
    if loop is None:
        yield from _answers(node)
    elif (said := loop.extension("loopCharacteristics")) is not None:
        yield from filter(None, [said.get("outputCollection")])


def inside(node: Element) -> Iterator[str]:
    """Yield the names only the instances of a multi-instance see."""
    if node.child(MULTI) is not None:
        yield from _answers(node)
        yield from each_for(node)


def each_for(node: Element) -> Iterator[str]:
    """Yield the name under which an instance of a multi-instance knows what it is for."""
    loop = node.child(MULTI)
    said = loop.extension("loopCharacteristics") if loop is not None else None
    yield from filter(None, [said.get("inputElement")] if said is not None else [])


def _answers(node: Element) -> Iterator[str]:
    if node.kind in ANSWERED or (
        node.kind in HEARING and node.child("messageEventDefinition") is not None
    ):
        yield node.id
    if (called := node.extension("calledDecision")) is not None and called.get("resultVariable"):
        yield called.get("resultVariable")


def _named(diagram: Diagram) -> Iterator[tuple[Element, str]]:
    """Yield the names that designers choose, with the element that says them."""
    said: dict[str, tuple[str, ...]] = {
        "loopCharacteristics": ("inputElement", "outputCollection"),
        "calledDecision": ("resultVariable",),
    }
    for carrier in diagram.of(MULTI, "businessRuleTask"):
        for each in carrier.extensions(*said):
            yield from ((each, each.get(name)) for name in said[each.kind] if each.get(name))


def _name(place: Element, name: str) -> Iterator[Finding]:
    if not _is_name(name):
        yield NOT_A_NAME.at(place, name=name)
    elif name in GIVEN | COUNTERS:
        yield RESERVED.at(place, name=name)


def _is_name(text: str) -> bool:
    """Whether an expression reads the text as one name.

    >>> _is_name("check_materials"), _is_name("check-materials"), _is_name("if")
    (True, False, False)
    """
    try:
        return text.isidentifier() and feel.compile(text).names == {text}
    except feel.FeelError:
        return False
