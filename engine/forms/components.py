"""What stands on a form: texts, groups and the fields that are asked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from engine.forms.conditions import Condition

SHOWN_ONLY = frozenset({"text", "separator", "spacer", "button"})
HOLDING = frozenset({"group"})
CHOOSING = frozenset({"select", "radio"})
MARKING = frozenset({"checklist", "taglist"})
ASKING = frozenset({"textfield", "textarea", "number", "checkbox", "datetime"}) | CHOOSING | MARKING
ROWS, FILE = "dynamiclist", "filepicker"
KNOWN = SHOWN_ONLY | HOLDING | ASKING | {ROWS, FILE}


@dataclass(frozen=True)
class Words:
    """A text as written, with its English translation where the designer gave one."""

    text: str
    en: str | None = None

    def in_(self, language: str) -> str:
        """Return the text for a language such as ``zh_Hans_CN`` or ``en``.

        >>> Words("理由", "Reason").in_("en")
        'Reason'
        """
        return self.en if self.en and language.startswith("en") else self.text


@dataclass(frozen=True)
class Option:
    """One of the answers a person may choose."""

    value: str
    label: Words


@dataclass(frozen=True)
class Limits:
    """What an answer may be; ``None`` for no limit beyond those of its kind.

    :param least: the smallest number; of a list of rows the fewest rows.
    :param most: the largest number; of a list of rows the most rows.
    :param format: a key of ``formats.FORMATS``.
    :param decimals: how many digits a number may have after its point.
    :param until_today: whether a day has to have come.
    """

    required: bool = False
    least: Decimal | None = None
    most: Decimal | None = None
    shortest: int | None = None
    longest: int | None = None
    format: str | None = None
    decimals: int | None = None
    until_today: bool = False


@dataclass(frozen=True, kw_only=True)
class Component:
    """One thing on a form, in the order of the file.

    :param type: the form-js type.
    :param id: the id the editor gave it.
    :param row: components with the same row stand beside each other.
    :param columns: the width in sixteenths, or ``None`` for what is left.
    :param components: what a group or a list of rows holds.
    :param raw: all that the file says of it.
    """

    type: str
    id: str
    label: Words
    description: Words = Words("")
    hide: Condition | None = None
    row: str | None = None
    columns: int | None = None
    components: tuple["Component", ...] = ()
    raw: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def mark(self) -> str:
        """What a page knows it by: no key is like it."""
        return f"#{self.id}"

    @property
    def rows(self) -> tuple[tuple["Component", ...], ...]:
        """What it holds, as rows of components that stand beside each other."""
        return in_rows(self.components)


@dataclass(frozen=True, kw_only=True)
class Field(Component):
    """A component that asks for an answer.

    :param key: the name of its answer.
    :param subtype: ``date``, ``time`` or ``datetime`` of a ``datetime`` field.
    :param read_only: shown, not asked.
    :param sensitive: masked where many cases are listed.
    :param searched: a name by which the case is looked for.
    :param default: what the field holds before somebody answers.
    """

    key: str
    limits: Limits = Limits()
    options: tuple[Option, ...] = ()
    subtype: str | None = None
    read_only: bool = False
    sensitive: bool = False
    searched: bool = False
    default: Any = None

    @property
    def mark(self) -> str:
        """What a page knows it by: its key."""
        return self.key

    @property
    def required(self) -> bool:
        """Whether it must be answered while it is shown."""
        return self.limits.required and not self.read_only

    def masked(self, value: Any) -> Any:
        """Return an answer as lists may show it: the middle of a sensitive text is left out."""
        if not self.sensitive or not isinstance(value, str):
            return value
        start, end = (3, 2) if len(value) >= 8 else (1, 0)
        return value[:start] + "*" * (len(value) - start - end) + value[len(value) - end :]

    def option(self, value: object) -> Option | None:
        """Return the option with this value, to show an answer by its label."""
        return next((option for option in self.options if option.value == value), None)


def in_rows(components: Iterable[Component]) -> tuple[tuple[Component, ...], ...]:
    """Return components as rows: those that follow each other with one ``row`` share a row."""
    rows: list[list[Component]] = []
    for component in components:
        if rows and component.row is not None and rows[-1][-1].row == component.row:
            rows[-1].append(component)
        else:
            rows.append([component])
    return tuple(tuple(row) for row in rows)


def fields_of(components: Iterable[Component]) -> Iterator[Field]:
    """Yield the fields on one level: those in groups too, those inside rows not."""
    for component in components:
        if isinstance(component, Field):
            yield component
        else:
            yield from fields_of(component.components)
