"""Where expressions stand in a diagram, and what is needed of each."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from engine import feel
from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.words import words

CONDITIONS = words("conditionExpression completionCondition")
TIMES = words("timeDate timeDuration timeCycle")
MARKED = ("inputCollection", "outputElement")
ATTRIBUTES = {
    "assignmentDefinition": ("candidateGroups",),
    "loopCharacteristics": MARKED,
    "property": ("value",),
}
"""Where an expression may stand, marked with =."""
NEEDED = {
    "conditionExpression": ("boolean",),
    "completionCondition": ("boolean",),
    "candidateGroups": ("string",),
    "limit": ("number",),
    "inputCollection": ("list",),
    "timeDuration": (
        "working days",
        "days and time duration",
        "years and months duration",
        "string",
    ),
    "timeDate": ("date and time", "date", "working days", "string"),
    "timeCycle": ("string",),
}
"""The kinds of values that make sense, by where the expression stands; null is none of them."""
INSIDE = words("outputElement completionCondition")
"""What is asked in an instance of a multi-instance, not before it."""


@dataclass(frozen=True)
class Said:
    """An expression as written.

    :param place: the element that says it.
    :param use: the name of the element or attribute, of a property the name of the setting.
    """

    place: Element
    use: str
    text: str

    @cached_property
    def expression(self) -> feel.Expression | None:
        """The expression, if it can be read."""
        with suppress(feel.FeelError):
            return feel.compile(self.text)
        return None

    @property
    def counted(self) -> bool:
        """Whether the counters of a multi-instance can be read."""
        return any(each.kind == "multiInstanceLoopCharacteristics" for each in self.place.around())

    @property
    def inside(self) -> bool:
        """Whether it is asked in an instance of its multi-instance."""
        return self.counted and self.use in INSIDE


def expressions(diagram: Diagram) -> Iterator[Said]:
    """Yield the expressions of a diagram."""
    for place in diagram.of(*CONDITIONS, *TIMES):
        if place.text.startswith("=") or (place.text and place.kind in CONDITIONS):
            yield Said(place, place.kind, place.text)
    for element in diagram.root.within():
        for each in (*element.extensions(*ATTRIBUTES), *element.properties()):
            for attribute in ATTRIBUTES[each.kind]:
                if (text := each.get(attribute)).startswith("="):
                    use = each.get("name") if each.kind == "property" else attribute
                    yield Said(each, use, text)
