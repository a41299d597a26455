"""Rows B of the abuse list: what stands where an expression may stand in files from strangers.

Names of fields are in ``test_expressions.py``; what the language itself does with such texts in
``tests/engine/feel/test_attacks.py``.
"""

from xml.sax.saxutils import escape

import pytest

from engine.checks import check
from engine.run import Run
from tests.abuse.test_runs import incident
from tests.engine.checks.examples import OFFICE, changed
from tests.engine.drawing import Drawing
from tests.engine.model.driver import AT

TEXTS = [
    ("B01", "__import__('os').system('id')"),
    ("B01", '__import__("os").system("id")'),
    ("B02", "().__class__.__mro__[1].__subclasses__()"),
    ("B03", "'{0.__class__}'.format(item)"),
    ("B03", 'f"{item}"'),
    ("B04", "open('x', 'w') and 'P1D'"),
    ("B06", "application.update(approved=True) is None"),
    ("B07", "(x := 0)"),
    ("B07", "lambda: 0"),
    ("B07", "[y for y in item]"),
    ("B07", "count(*item)"),
    ("B08", "1<<10**10"),
    ("B09", "'a'*10**10"),
    ("B09", "f'{1:>2000000000}'"),
    ("B10", "(" * 300 + "1" + ")" * 300),
    ("B10", "-" * 1500 + "1"),
    ("B10", "1" + "+1" * 20_000),
    ("B11", 'ｏpen("x")'),
    ("B11", "item.＿＿class＿＿.＿＿mro＿＿()"),
    ("B18", "nobody_writes_this > 1"),
]
PLACES = {
    "a condition": ('=check_materials.outcome = "correct"', "={}", "process.bpmn"),
    "a timer": ("=workdays(15)", "={}", "process.bpmn"),
    "a collection": ("=asked", "={}", "process.bpmn"),
    "an input": ("<text>application.square_metres</text>", "<text>{}</text>", "departments.dmn"),
    "a test": ("<text>&gt; 10</text>", "<text>{}</text>", "departments.dmn"),
    "a result": ('<text>["market_regulation"]</text>', "<text>{}</text>", "departments.dmn"),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", [pytest.param(text, id=row) for row, text in TEXTS])
def test_B05_such_a_text_is_refused_wherever_it_stands(text, place):
    old, new, file = PLACES[place]

    found = check(changed(old, new.format(escape(text)), file), known=OFFICE)

    assert [each for each in found if each.severity == "error" and each.file == file]


MANY = "*".join(["x"] * 190)


def choosing(condition, **application):
    """Return the code of the incident of a case whose way depends on a condition."""
    drawing = Drawing().start().gateway("exclusive", "which", "no").user("yes").user("other").end()
    drawing.flow("start", "which").flow("which", "yes", "end", when=condition)
    drawing.flow("which", "other", id="no").flow("other", "end")
    return incident(drawing, application=application)


@pytest.mark.parametrize(
    ("condition", "application"),
    [
        pytest.param(condition, application, id=row)
        for row, condition, application in (
            ("B08", "=9**9**9**9**9 > 1", {}),
            ("B12", "=application.approved", {"approved": "false"}),
            ("B13", "=application.amount <= 100", {"amount": float("nan")}),
            ("B14", '="5" < application.amount', {"amount": 10}),
            ("B14", "=application.amount > 1", {}),
            ("B18", "=application.missing.more > 1", {}),
            ("B19", f"={{x: application.amount, y: {MANY}}}.y > 1", {"amount": 10**33}),
        )
    ],
)
def test_what_is_neither_true_nor_false_is_an_incident(condition, application):
    assert choosing(condition, **application) == "condition.undecided"


def test_B17_numbers_are_counted_as_people_count():
    drawing = Drawing().start().gateway("exclusive", "which", "no").user("yes").user("other").end()
    drawing.flow("start", "which").flow("which", "yes", "end", when="=0.1 + 0.2 = 0.3")
    drawing.flow("which", "other", id="no").flow("other", "end")

    _, change = Run.start(drawing.process(), {}, {}, AT)

    assert [task.step for task in change.opened] == ["yes"]
