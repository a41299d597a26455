"""A multi-instance knows over what it runs, and what it collects."""

from collections.abc import Iterator

from engine.checks.diagrams import Diagram
from engine.checks.findings import Finding, Rule

NO_COLLECTION = Rule(
    "structure.multi_without_collection",
    "the multi-instance does not say whom it asks",
    'write inputCollection="=item.departments" inputElement="department"',
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


def bad_loops(diagram: Diagram) -> Iterator[Finding]:
    """Yield multi-instances that ask nobody or lose what is answered."""
    for loop in diagram.of("multiInstanceLoopCharacteristics"):
        said = loop.extension("loopCharacteristics")
        if said is None or not said.get("inputCollection"):
            if loop.child("loopCardinality") is None:
                yield NO_COLLECTION.at(loop)
            continue
        if not said.get("inputElement"):
            yield NO_ELEMENT.at(said)
        outputs = {name: said.get(name) for name in ("outputCollection", "outputElement")}
        given = [name for name, value in outputs.items() if value]
        if len(given) == 1:
            (missing,) = set(outputs) - set(given)
            yield HALF_OUTPUT.at(said, given=given[0], missing=missing)
