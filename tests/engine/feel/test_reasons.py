"""Whatever is null says why, in plain words, and where in the text."""

import ast
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine import feel
from engine.feel.decisions import answers
from engine.feel.errors import FeelLimit, NoValue
from tests.engine.feel.dmn import decision, literal, model, output, table
from tests.engine.feel.reasons import SCOPE, WHY

AT = datetime(2026, 3, 2, tzinfo=UTC)
LANGUAGE = Path(feel.__file__).parent


@pytest.mark.parametrize(("source", "column", "told"), WHY)
def test_what_is_null_says_why_and_where(source, column, told):
    _, notes = feel.compile(source).diagnose(SCOPE, AT)

    assert f"{told} (column {column})" in [note.placed for note in notes]


TYPES = (
    '<itemDefinition name="tPerson"><itemComponent name="name"><typeRef>string</typeRef>'
    "</itemComponent></itemDefinition>"
    '<itemDefinition name="tEndless"><typeRef>tEndless</typeRef></itemDefinition>'
    '<itemDefinition name="tFew" isCollection="true"><typeRef>number</typeRef>'
    "<typeConstraint><text>count(?) &lt; 2</text></typeConstraint></itemDefinition>"
    '<itemDefinition name="tCall"><functionItem/></itemDefinition>'
    '<inputData name="day"><variable name="day" typeRef="date"/></inputData>'
)
FILLED = table("UNIQUE", ["1"], [output("a", type_="Any")], [("< 0", "1")])
CONDITIONAL = (
    f"<conditional><if>{literal('5')}</if><then>{literal('1')}</then>"
    f"<else>{literal('2')}</else></conditional>"
)
OF_DECISIONS = [
    (decision("a", FILLED), "no rule hits"),
    (decision("a", literal('"x"'), type_="number"), "a string is no number"),
    (decision("a", literal("day")), "this text is no date"),
    (decision("a", literal("[1, 2]"), type_="tFew"), "the value is not one of those allowed"),
    (decision("a", literal("5"), type_="tPerson"), "a number is no context"),
    (decision("a", literal("{}"), type_="tPerson"), "there is no name"),
    (decision("a", literal("5"), type_="tCall"), "a number is no function"),
    (decision("a", literal("5"), type_="tEndless"), "the type tEndless is made of itself"),
    (decision("a", CONDITIONAL), "a number is neither true nor false"),
]


@pytest.mark.parametrize(("part", "told"), OF_DECISIONS)
def test_a_decision_that_is_null_says_why(part, told):
    found = answers(model(TYPES, part), {"day": "soon"}, AT)

    assert found.values == {"a": None}
    assert told in map(str, found.notes)


def test_what_is_null_in_a_decision_model_says_in_which_cell():
    rules = [('"x"', "1"), ("-", '1 +\n "a"')]
    raw = model("\n", decision("a", table("FIRST", ["size"], [output("b")], rules)))

    hit, result = answers(raw, {"size": 5}, AT).notes

    assert (str(hit), hit.column) == ("a number is not compared with a string", 1)
    assert (hit.cell.part, hit.cell.line, hit.cell.text) == ("a", 2, '"x"')
    assert (str(result), result.column) == ("there is no number + string", 3)
    assert result.cell.text == '1 +\n "a"'


def test_a_value_that_fits_no_rule_is_told_once_of_its_column():
    rules = [(f"> {number}", "1") for number in range(30)]
    raw = model(decision("a", table("UNIQUE", ["size"], [output("b")], rules)))

    assert [str(note) for note in answers(raw, {"size": None}, AT).notes] == [
        "null is neither before nor after another value",
        "no rule hits",
    ]


def test_every_reason_there_is_has_a_test():
    """Whatever the code may say of a null is a sentence that some test above provokes."""
    known = {text for _, _, text in WHY} | {text for _, text in OF_DECISIONS}
    missing = [words for words in sorted(_reasons()) if not _provoked(words, known)]

    assert missing == []


def _reasons():
    for file in LANGUAGE.rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text())):
            if isinstance(call, ast.Call) and _name(call) in SAYS:
                yield from (word.value for word in call.args if _is_text(word))


SAYS = {NoValue.__name__, FeelLimit.__name__, "explain", "_valued"}


def _name(call):
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def _is_text(word):
    return isinstance(word, ast.Constant) and isinstance(word.value, str)


def _provoked(words, known):
    parts = re.split(r"%\(\w+\)s", words)
    return any(re.search(".*".join(map(re.escape, parts)), text, re.DOTALL) for text in known)
