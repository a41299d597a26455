"""The types a decision model declares."""

from dataclasses import dataclass

from engine.feel.decisions import xml
from engine.feel.decisions.reading import Reading
from engine.feel.expression import UnaryTests

_SYNONYMS = {
    "integer": "number", "long": "number", "double": "number", "decimal": "number",
    "dateTime": "date and time", "datetime": "date and time",
    "dayTimeDuration": "days and time duration", "days and time duration": "days and time duration",
    "yearMonthDuration": "years and months duration",
    "bool": "boolean", "Any": "Any", "any": "Any",
}  # fmt: skip


@dataclass(frozen=True)
class Definition:
    """One type of a model.

    :param gives: the type of what a function of this type gives.
    :param entries: of a context, with the types of their values.
    :param allowed: what each item has to pass, where there are many.
    :param constraint: what a value has to pass as a whole.
    """

    base: "str | None"
    entries: "tuple[tuple[str, Definition], ...]" = ()
    many: bool = False
    function: bool = False
    gives: str | None = None
    allowed: UnaryTests | None = None
    constraint: UnaryTests | None = None


Types = dict[str, Definition]


def read_types(root: xml.Element, reading: Reading) -> Types:
    """Return the types of a model by name."""
    return {
        xml.name(item): _definition(item, reading) for item in xml.all_of(root, "itemDefinition")
    }


def _definition(item: xml.Element, reading: Reading) -> Definition:
    entries = tuple(
        (xml.name(part), _definition(part, reading)) for part in xml.all_of(item, "itemComponent")
    )
    called = xml.first(item, "functionItem")
    allowed, constraint = xml.first(item, "allowedValues"), xml.first(item, "typeConstraint")
    return Definition(
        base=type_name(xml.text(xml.first(item, "typeRef")) or item.get("typeRef")),
        entries=entries,
        many=item.get("isCollection") == "true",
        function=called is not None,
        gives=type_name(called.get("outputTypeRef")) if called is not None else None,
        allowed=reading.tests(allowed) if allowed is not None else None,
        constraint=reading.tests(constraint) if constraint is not None else None,
    )


def type_name(written: str | None) -> str | None:
    """Return the plain name of a type.

    >>> type_name("feel:integer"), type_name("tApplicant"), type_name("")
    ('number', 'tApplicant', None)
    """
    bare = " ".join((written or "").split()).removeprefix("feel:")
    return _SYNONYMS.get(bare, bare) or None
