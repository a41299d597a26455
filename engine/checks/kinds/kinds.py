"""What kind of value an expression has, as far as one can tell before it is asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Optional

from engine.forms.components import CHOOSING, MARKING, ROWS, Component, Field, fields_of


@dataclass(frozen=True)
class Kind:
    """A kind of values.

    :param name: as the language calls it; ``Any`` where nobody can tell, ``Null`` for no value.
    :param of: what a list holds, or what the ends of a range are.
    :param entries: all names a context may have; ``None`` where nobody can tell.
    :param options: the only texts there are.
    """

    name: str
    of: Optional["Kind"] = None
    entries: Mapping[str, "Kind"] | None = None
    options: tuple[str, ...] | None = None

    @property
    def known(self) -> bool:
        """Whether anything is known that values of it can not be."""
        return self.name not in ("Any", "Null")


ANY, NULL = Kind("Any"), Kind("Null")
NUMBER, STRING, BOOLEAN = Kind("number"), Kind("string"), Kind("boolean")
PERIOD = Kind("period")


def listing(of: Kind) -> Kind:
    """Return the kind of lists of these."""
    return Kind("list", of)


def joined(kinds: Iterable[Kind]) -> Kind:
    """Return what a value is that is one of these.

    >>> joined([NUMBER, NUMBER, NULL]).name, joined([NUMBER, STRING]).name
    ('number', 'Any')
    """
    found = [kind for kind in kinds if kind != NULL]
    first = found[0] if found else ANY
    if all(kind == first for kind in found):
        return first
    if any(kind.name != first.name for kind in found):
        return ANY
    return Kind(first.name, joined(kind.of or ANY for kind in found))


def of_fields(components: Iterable[Component], files: Iterable[Field] = ()) -> Kind:
    """Return what the answers to a form are; its files may be read too, but tell nothing."""
    told = {field.key: of_field(field) for field in fields_of(components)}
    return Kind("context", entries=told | {field.key: ANY for field in files})


def of_field(field: Field) -> Kind:
    """Return what the answer to a field is; dates and times are kept as texts."""
    if field.type in CHOOSING:
        return Kind("string", options=tuple(option.value for option in field.options))
    if field.type in MARKING:
        return listing(Kind("string", options=tuple(one.value for one in field.options)))
    if field.type == ROWS:
        return listing(of_fields(field.components))
    return {"number": NUMBER, "checkbox": BOOLEAN}.get(field.type, STRING)
