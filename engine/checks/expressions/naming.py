"""What designers call things: names that expressions can read, and that nobody has taken."""

import re
from collections.abc import Iterator, Set

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


def free_name(text: str, taken: Set[str]) -> str:
    """Return a name like a text that an expression can read, and that nothing has yet.

    >>> free_name("check-materials", set()), free_name("1", {"task_1"}), free_name("item", set())
    ('check_materials', 'task_1_2', 'item_2')
    """
    name = re.sub(r"\W+", "_", text).strip("_")
    name = name if name.isidentifier() else f"task_{name}"
    free, number = name, 1
    while free in taken or free in GIVEN | {*COUNTED, "loopCounter"} or not is_name(free):
        number += 1
        free = f"{name}_{number}"
    return free


def is_name(text: str) -> bool:
    """Whether an expression reads the text as one name.

    >>> is_name("check_materials"), is_name("check-materials"), is_name("if")
    (True, False, False)
    """
    try:
        return text.isidentifier() and feel.compile(text).names == {text}
    except feel.FeelError:
        return False
