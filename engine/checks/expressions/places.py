"""Where expressions stand in a diagram, and what is needed of each."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from engine import feel
from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.expressions.names import MULTI
from engine.checks.words import words

CONDITIONS = words(
    "conditionExpression completionCondition loopCondition loopCardinality condition"
)
TIMES = words("timeDate timeDuration timeCycle")
MARKED = ("inputCollection", "outputElement")
ATTRIBUTES = {
    "assignmentDefinition": ("candidateGroups",),
    "loopCharacteristics": MARKED,
    "property": ("value",),
    "subscription": ("correlationKey",),
    "publishMessage": ("correlationKey",),
    "input": ("source",),
}
"""Where an expression may stand, marked with =."""
NEEDED = {
    "conditionExpression": ("boolean",),
    "completionCondition": ("boolean",),
    "candidateGroups": ("string",),
    "limit": ("number", "period"),
    "silenceTo": ("string",),
    "absenceTo": ("string",),
    "at_counter": ("boolean",),
    "inputCollection": ("list",),
    "loopCondition": ("boolean",),
    "condition": ("boolean",),
    "loopCardinality": ("number",),
    "correlationKey": ("string", "number"),
    "timeDuration": (
        "period",
        "days and time duration",
        "years and months duration",
        "string",
    ),
    "timeDate": ("date and time", "date", "period", "string"),
    "timeCycle": ("string",),
}
"""The kinds of values that make sense, by where the expression stands; null is none of them."""
Moment = Literal["before", "begun", "done", "left"]
"""When an expression is asked: before a node, in it, at its end (both in an instance of what is
repeated), or behind it."""
MOMENTS: dict[str, Moment] = {
    "inputCollection": "before",
    "loopCardinality": "before",
    "outputElement": "done",
    "completionCondition": "done",
    "loopCondition": "done",
    "conditionExpression": "left",
}


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
        return any(each.kind == MULTI for each in self.place.around())

    @property
    def moment(self) -> Moment:
        """When it is asked."""
        return MOMENTS.get(self.use, "begun")


def expressions(diagram: Diagram) -> Iterator[Said]:
    """Yield the expressions of a diagram."""
    for place in diagram.of(*CONDITIONS, *TIMES):
        if place.text.startswith("=") or (place.text and place.kind in CONDITIONS):
            yield Said(place, place.kind, place.text)
    for element in diagram.root.within():
        boxes = (
            *element.extensions(*ATTRIBUTES),
            *element.properties(),
            *element.mappings("input"),
        )
        for each in boxes:
            for attribute in ATTRIBUTES[each.kind]:
                if (text := each.get(attribute)).startswith("="):
                    use = each.get("name") if each.kind == "property" else attribute
                    yield Said(each, use, text)
