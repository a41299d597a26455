"""The first look at answers: each by itself, read by a schema compiled from the form."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields

from engine.errors import Fault
from engine.forms.answers.fields import answer_to
from engine.forms.components import FILE, ROWS, Component, fields_of

_UNASKED = "Unknown field."
_TOLD = {
    _UNASKED: Fault("", "answers.unknown", "The form does not ask for this."),
    "Invalid input type.": Fault("", "answers.not_an_object", "This is not a set of answers."),
    "Not a valid list.": Fault("", "answers.not_a_list", "This answer is a list."),
    "Field may not be null.": Fault("", "answers.required", "This answer is required."),
}


def compile_schema(components: Iterable[Component]) -> Schema:
    """Return what reads the answers to these components; what is not asked is refused."""
    taken: dict[str, Any] = {}
    for asked in fields_of(components):
        if asked.type == ROWS:
            taken[asked.key] = fields.List(fields.Nested(compile_schema(asked.components)))
        elif asked.type != FILE:
            taken[asked.key] = answer_to(asked)
    return Schema.from_dict(taken)(unknown=RAISE)


def without_blanks(answers: Mapping[str, Any], rows: bool = True) -> dict[str, Any]:
    """Return the answers without those left empty, in rows too; empty last rows go.

    :param rows: whether lists may be rows of answers themselves.

    >>> without_blanks({"name": " ", "note": None, "heirs": [{"name": "Li"}, {"name": ""}]})
    {'heirs': [{'name': 'Li'}]}
    """
    cleaned: dict[str, Any] = {}
    for key, value in answers.items():
        kept = _rows(value) if rows and isinstance(value, list) else value
        if not _blank(kept):
            cleaned[key] = kept
    return cleaned


def _rows(value: list[Any]) -> list[Any]:
    rows = [without_blanks(row, rows=False) if isinstance(row, dict) else row for row in value]
    while rows and _blank_row(rows[-1]):
        rows.pop()
    return rows


def _blank_row(row: Any) -> bool:
    return isinstance(row, dict) and all(value is False for value in row.values())


def _blank(value: Any) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def read(schema: Schema, answers: Mapping[str, Any]) -> tuple[dict[str, Any], list[Fault]]:
    """Return the answers that could be read, as JSON-safe values, and the faults of the others.

    Each field reads its own; of what a schema can do for all of them together, forms need nothing.
    """
    read: dict[str, Any] = {}
    wrong: dict[str, Any] = {key: [_UNASKED] for key in answers if key not in schema.fields}
    for key, field in schema.fields.items():
        if key in answers:
            try:
                read[key] = field.deserialize(answers[key], key, answers)
            except ValidationError as error:
                wrong[key] = error.messages
                if error.valid_data:
                    read[key] = error.valid_data
    return read, list(_faults(wrong, "answers")) if wrong else []


def _faults(messages: Any, place: str) -> Iterator[Fault]:
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            yield from _faults(inner, place if key == "_schema" else f"{place}.{key}")
    else:
        for told in messages:
            yield replace(_TOLD[told] if isinstance(told, str) else told, place=place)
