"""Row B where the language itself is not asked: names of fields that would mean something else.

Texts that attack are in ``tests/engine/feel/test_attacks.py``, the places an expression may stand
in ``tests/engine/checks/test_engine.py``.
"""

import json

import pytest

from engine.errors import Invalid
from engine.forms import Form


@pytest.mark.parametrize(
    "key",
    [
        pytest.param(key, id=f"{row} {key}")
        for row, key in (
            ("B15", "item"),
            ("B15", "application"),
            ("B15", "now"),
            ("B16", "__builtins__"),
            ("B16", "__class__"),
            ("B16", "a.b"),
            ("B16", "a b"),
        )
    ],
)
def test_a_field_has_a_name_that_means_nothing_else(key):
    raw = {"components": [{"type": "textfield", "key": key, "label": "甲"}]}

    with pytest.raises(Invalid):
        Form.read(json.dumps(raw).encode(), "apply.form")
