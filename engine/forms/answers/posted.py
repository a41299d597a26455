"""Answers as a browser posts them: names with lists of texts."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from engine.forms.components import FILE, MARKING, ROWS, Field, fields_of

_NUMBER = re.compile("[0-9]{1,3}")


def answers_of(fields: Iterable[Field], posted: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return what was posted as answers, ready to be checked.

    A field of a row is named ``<table>.<row number>.<key>``; names that are not fields are
    left alone, because a page posts other things too.
    """
    answers: dict[str, Any] = {}
    for one in fields:
        if one.type == ROWS:
            answers[one.key] = _rows(one, posted)
        elif one.type != FILE and (one.key in posted or one.type == "checkbox"):
            answers[one.key] = _answer(one, posted.get(one.key, ()))
    return answers


def _answer(one: Field, texts: Sequence[str]) -> Any:
    if one.type in MARKING:
        return list(texts)
    if one.type == "checkbox":
        return bool(texts)
    return texts[-1] if texts else ""


def _rows(one: Field, posted: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    """Return the rows in the order of their numbers; numbers may have gaps."""
    rows: dict[int, dict[str, Sequence[str]]] = {}
    for name, texts in posted.items():
        table, _, rest = name.partition(".")
        number, _, key = rest.partition(".")
        if table == one.key and _NUMBER.fullmatch(number):
            rows.setdefault(int(number), {})[key] = texts
    columns = tuple(fields_of(one.components))
    return [answers_of(columns, rows[number]) for number in sorted(rows)]
