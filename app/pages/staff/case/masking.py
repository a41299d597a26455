"""What of an applicant's numbers a page shows where no task needs them whole."""

from collections.abc import Iterable, Mapping
from typing import Any

from engine.forms import Form
from engine.forms.components import Field, fields_of


def masked(form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers with the middle of everything sensitive hidden, in lists of rows too."""
    return _masked(form.fields, answers)


def _masked(fields: Iterable[Field], answers: Mapping[str, Any]) -> dict[str, Any]:
    shown = dict(answers)
    for field in fields:
        if field.key not in shown:
            continue
        if isinstance(shown[field.key], list) and field.components:
            columns = [*fields_of(field.components)]
            shown[field.key] = [_masked(columns, row) for row in shown[field.key]]
        else:
            shown[field.key] = field.masked(shown[field.key])
    return shown
