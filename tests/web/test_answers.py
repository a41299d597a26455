"""What is answered as JSON is written as Flask writes it."""

import json
from datetime import date
from decimal import Decimal

import pytest
from flask.json.provider import DefaultJSONProvider

from app.web import COMPACT, Json, Web

WRITTEN = [
    {"名称": "荷塘茶业\n", "b": [1, 2.5, True, None], "a": ('x"\\', "\u2028\x1f\x7f")},
    {"on": date(2026, 3, 2), "of": Decimal("1.50")},
    {1: "a member by a number"},
    [2**70, "half of a character: \ud800"],
]


@pytest.mark.parametrize("told", WRITTEN)
def test_an_answer_reads_as_flask_writes_it(told):
    app = Web("web")
    flasks = DefaultJSONProvider(app)
    flasks.ensure_ascii = flasks.sort_keys = False

    assert Json(app).dumps(told, **COMPACT) == flasks.dumps(told, **COMPACT)


def test_who_looks_for_faults_gets_answers_to_look_at():
    app = Web("web")
    app.debug = True

    with app.app_context():
        written = app.json.response({"a": 1}).get_data(as_text=True)

    assert written == json.dumps({"a": 1}, indent=2) + "\n"
