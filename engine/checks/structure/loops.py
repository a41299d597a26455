"""What is repeated knows how often, over what, and what it collects."""

from collections.abc import Iterator

from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.findings import Finding, Rule

NO_COLLECTION = Rule(
    "structure.multi_without_collection",
    "the multi-instance does not say whom it asks",
    'write inputCollection="=departments" inputElement="department", or a loopCardinality',
)
TWO_COUNTS = Rule(
    "structure.multi_counted_twice",
    "inputCollection and loopCardinality both say how often",
    "delete one of the two",
)
NO_ELEMENT = Rule(
    "structure.multi_without_element",
    "inputCollection is given, but inputElement is not",
    'name what each instance is for, e.g. inputElement="department"',
)
HALF_OUTPUT = Rule(
    "structure.multi_half_output",
    "%(given)s is given, but %(missing)s is not",
    "give both, or neither",
)
NO_END = Rule(
    "structure.loop_without_end",
    "the loop does not say when it ends",
    "write a loopCondition, a loopMaximum, or both",
)
MAXIMUM = Rule(
    "structure.loop_maximum",
    "loopMaximum says %(text)r, which is no number of turns",
    "write a whole number from 1",
)
BOTH = Rule(
    "structure.repeated_twice",
    "it is a loop and a multi-instance at once",
    "put one of the two into a sub-process around it",
)

LOOP, MULTI = "standardLoopCharacteristics", "multiInstanceLoopCharacteristics"


def bad_loops(diagram: Diagram) -> Iterator[Finding]:
    """Yield repetitions that ask nobody, lose what is answered, or do not end."""
    for multi in diagram.of(MULTI):
        yield from _counts(multi)
        yield from _collects(multi)
        if next(multi.around()).child(LOOP) is not None:
            yield BOTH.at(multi)
    for loop in diagram.of(LOOP):
        most, condition = loop.get("loopMaximum"), loop.child("loopCondition")
        if not most and (condition is None or not condition.text):
            yield NO_END.at(loop)
        if most and not (most.isascii() and most.isdecimal() and len(most) < 10 and int(most)):
            yield MAXIMUM.at(loop, text=most)


def _counts(multi: Element) -> Iterator[Finding]:
    said, count = multi.extension("loopCharacteristics"), multi.child("loopCardinality")
    over = said.get("inputCollection") if said is not None else ""
    counted = count is not None and bool(count.text)
    if not over and not counted:
        yield NO_COLLECTION.at(multi)
    if over and counted:
        yield TWO_COUNTS.at(multi)
    if said is not None and over and not said.get("inputElement"):
        yield NO_ELEMENT.at(said)


def _collects(multi: Element) -> Iterator[Finding]:
    said = multi.extension("loopCharacteristics")
    if said is not None:
        outputs = {name: said.get(name) for name in ("outputCollection", "outputElement")}
        given = [name for name, value in outputs.items() if value]
        if len(given) == 1:
            (missing,) = set(outputs) - set(given)
            yield HALF_OUTPUT.at(said, given=given[0], missing=missing)
