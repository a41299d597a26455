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
WRITERS = {
    "loopCharacteristics": ("inputElement", "outputCollection"),
    "calledDecision": ("resultVariable",),
}


def bad_names(diagram: Diagram) -> Iterator[Finding]:
    """Yield ids of tasks and names of values that no expression could read."""
    for task in diagram.of("userTask", "serviceTask"):
        if task.id:
            yield from _name(task, task.id)
    tasks = {task.id for task in diagram.of("userTask", "serviceTask")}
    for writer, name in _written(diagram):
        yield from _name(writer, name)
        if name in tasks:
            yield TAKEN.at(writer, name=name)


def readable(diagram: Diagram) -> frozenset[str]:
    """Return every name that something in the process may have given a value."""
    ids = {node.id for node in diagram.nodes()}
    return GIVEN | ids | {name for _, name in _written(diagram)}


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


def _written(diagram: Diagram) -> Iterator[tuple[Element, str]]:
    for carrier in diagram.of("multiInstanceLoopCharacteristics", "businessRuleTask"):
        for each in carrier.extensions(*WRITERS):
            for attribute in WRITERS[each.kind]:
                if each.get(attribute):
                    yield each, each.get(attribute)
