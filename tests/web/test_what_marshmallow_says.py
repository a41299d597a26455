"""Whatever marshmallow finds wrong is told in Chinese, with the values it fills in."""

import inspect
import re

import marshmallow
import pytest
from flask import Flask
from marshmallow import ValidationError, fields, validate

from app import i18n
from app.i18n import told
from app.problems import flat

MADE = [marshmallow.Schema, *vars(fields).values(), *vars(validate).values()]
WRITTEN = sorted(
    {
        text
        for one in filter(inspect.isclass, MADE)
        for name, value in vars(one).items()
        if "message" in name
        for text in (value.values() if isinstance(value, dict) else [value])
        if isinstance(text, str) and text.endswith(".")
    }
)
WORDS = {
    "min_op": "greater than",
    "max_op": "less than or equal to",
    "obj_type": "datetime",
    "awareness": "naive",
}
VALUES = dict.fromkeys(("min", "max", "equal", "other", "choices", "values", "input"), "7")
LATIN = re.compile(r"[a-z]{3,}")
WRONG = {
    fields.String(validate=validate.Length(2, 3)): "长度应当在 2 到 3 之间。",
    fields.String(validate=validate.Length(min=2)): "长度不能少于 2。",
    fields.String(validate=validate.OneOf(("email", "sms"))): "只能是下列之一：email, sms。",
    fields.Integer(): "此项应当是整数。",
    fields.DateTime(): "此项应当是日期和时间。",
    fields.List(fields.Integer()): "此项应当是列表。",
}


@pytest.fixture
def office():
    """What speaks two languages, and nothing else."""
    app = Flask("app")
    i18n.install(app)
    return app


@pytest.mark.parametrize("written", WRITTEN)
def test_every_message_has_chinese_words(office, written):
    once = written.format(**WORDS, **VALUES)
    said = once.format(**VALUES)

    with office.test_request_context("/"):
        (fault,) = flat([said])
        chinese = told(fault)

    assert not LATIN.search(chinese)
    assert ("7" in chinese) == ("7" in said)


@pytest.mark.parametrize("field", WRONG)
def test_values_are_filled_into_the_chinese_words(office, field):
    shape = marshmallow.Schema.from_dict({"it": field})()

    with pytest.raises(ValidationError) as wrong:
        shape.load({"it": "x"})

    with office.test_request_context("/api/v1/items", headers={"Accept-Language": "zh"}):
        assert [told(fault) for fault in flat(wrong.value.messages)] == [WRONG[field]]


def test_in_english_it_stays_as_it_was_said(office):
    (fault,) = flat(["Must be one of: email, sms."])

    with office.test_request_context("/api/v1/items", headers={"Accept-Language": "en"}):
        assert told(fault) == "Must be one of: email, sms."
