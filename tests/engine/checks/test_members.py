"""What is wrong with a form stands on the line of the file where it is written."""

import json

import pytest

from engine.checks import check
from engine.checks.members import Members
from tests.engine.checks.examples import OFFICE, SOUND

FORM = {
    "id": "decide",
    "components": [
        {"type": "text", "text": 'a "key": {"b": [}'},
        {
            "type": "group",
            "components": [
                {"type": "number", "key": "granted", "validate": {"min": "low"}},
                {"type": "number", "key": "Sum"},
            ],
        },
    ],
}


def lines(text):
    files = {**SOUND, "decide.form": text.encode()}
    told = [each for each in check(files, known=OFFICE) if each.file == "decide.form"]
    return {each.element.rpartition(".")[2]: each.line for each in told}


def test_the_faults_of_a_form_stand_on_their_lines():
    text = json.dumps(FORM, indent=2)
    before = [text[: text.index(each)].count("\n") + 1 for each in ('"low"', '"Sum"')]

    assert lines(text) == dict(zip(("min", "key"), before, strict=True))


def test_the_faults_of_a_form_in_one_line_stand_on_it():
    assert lines(json.dumps(FORM)) == {"min": 1, "key": 1}


def test_a_form_that_is_no_json_is_told_where_it_ceases_to_be():
    assert lines('{\n"id": "decide",\n"components" []\n}') == {"": 3}


@pytest.mark.parametrize(
    "raw", [b"", b"\xff", b" 1 ", b"[" * 100_000, b"[" * 900 + b"]" * 900, b'{"":{"":[]}}', b'{"a"']
)
def test_any_bytes_have_lines(raw):
    assert Members(raw).line("components.0.key") == Members(raw).line("") == 1
