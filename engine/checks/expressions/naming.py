"""What designers call things: names that expressions can read, and that nobody has taken."""

from collections.abc import Iterator

from engine import feel
from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.expressions.names import ANSWERED, MULTI
from engine.checks.findings import Finding, Rule
from engine.documents import is_id
from engine.spiff import COUNTED, GIVEN

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


def bad_names(diagram: Diagram) -> Iterator[Finding]:
    """Yield ids of tasks and names of values that no expression could read."""
    tasks = {task.id: task for task in diagram.of(*ANSWERED) if is_id(task.id)}
    for task in tasks.values():
        yield from _name(task, task.id)
    for writer, name in _named(diagram):
        yield from _name(writer, name)
        if name in tasks:
            yield TAKEN.at(writer, name=name)


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
    elif name in GIVEN | {*COUNTED, "loopCounter"}:
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
