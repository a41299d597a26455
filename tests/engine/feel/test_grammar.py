"""What the language says, expression by expression."""

from decimal import Decimal

import pytest

from engine import feel
from engine.feel import FeelError, tree
from engine.feel.grammar.known import Known
from engine.feel.grammar.lexer import tokens
from engine.feel.grammar.phrases import phrases

SCOPE = {
    "x": 5,
    "规模": "大型",
    "applicant": {"name": "荷塘茶业", "seats": 40, "first name": "荷"},
    "opinions": [{"opinion": "agree", "days": 2}, {"opinion": "disagree", "days": 5}],
}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("2 ** 3 ** 2", 64),
        ("-2 ** 2", 4),
        ("10 - 2 - 3", 5),
        ("7 / 2", Decimal("3.5")),
        (".5 + 1.5e1", Decimal("15.5")),
        ("0.1 + 0.2 = 0.3", True),
        ('"a" + "b"', "ab"),
        (r'"a\"b\n\u8054\\"', 'a"b\n联\\'),
        ("= x + 1", 6),
        ("x // what follows is a remark", 5),
        ("x /* so is this */ + 1", 6),
        ("规模 = \"大型\"", True),
        ("x between 1 and 9 and true", True),
        ("x in [1..10]", True),
        ("x in (5..10]", False),
        ("x in ]5..10]", False),
        ("x in [1..5[", False),
        ("x in (1, 5)", True),
        ("x in (< 3, > 4)", True),
        ("x in > 4", True),
        ("x in not(5)", False),
        ("x in [1, 5]", True),
        ("x in (> 4)", True),
        ("not(x = 5)", False),
        ("if x > 3 then \"a\" else \"b\"", "a"),
        ("for o in opinions return o.days", [2, 5]),
        ("for i in 1..3, j in 1..i return i * j", [1, 2, 4, 3, 6, 9]),
        ("for i in 3..1 return i", [3, 2, 1]),
        ("for i in 1..4 return if i = 1 then 1 else i * partial[-1]", [1, 2, 6, 24]),
        ("some o in opinions satisfies o.opinion = \"disagree\"", True),
        ("every o in opinions satisfies o.opinion = \"agree\"", False),
        ("some i in [], j in [1] satisfies true", False),
        ('for day in @"2026-03-02" return day.year', [2026]),
        ("opinions[days > 3].opinion", ["disagree"]),
        ("opinions[item.days > 3].opinion", ["disagree"]),
        ("opinions[1].opinion", "agree"),
        ("opinions[-1].opinion", "disagree"),
        ("[1, 2, 3][item > 1]", [2, 3]),
        ("x[1]", 5),
        ("applicant.name", "荷塘茶业"),
        ("applicant.missing", None),
        ("opinions.days", [2, 5]),
        ("{a: 1, b: a + 1}.b", 2),
        ("{\"a b\": 1, c d: 2}", {"a b": 1, "c d": 2}),
        ("{first name: 1}.first name", 1),
        ("[1, [2], {a: 3}]", [1, [2], {"a": 3}]),
        ("x instance of number", True),
        ("[1, 2] instance of list<number>", True),
        ("[1, \"a\"] instance of list<number>", False),
        ("{a: 1} instance of context<a: number>", True),
        ("null instance of Any", False),
        ("(function() 1) instance of function<> -> Any", True),
        ("x instance of function<>->Any", False),
        ("@\"P5D\" instance of days and time duration", True),
        ("(function(a, b) a + b)(1, 2)", 3),
        ("(function(a: list<number>) a)(1)", [1]),
        ("(function(a: number) a)([1])", 1),
        ("(function(a: number) a)([1, 2])", None),
        ("(function(a: list<string>) a)(1)", None),
        ('(function(a: date and time) a = @"2026-03-02T00:00:00Z")(@"2026-03-02")', True),
        ("{double: function(n: number) n * 2, a: double(4)}.a", 8),
        ("{f: function(n) if n < 2 then 1 else n * f(n - 1)}.f(5)", 120),
        ("substring(string: \"abcd\", start position: 2, length: 2)", "bc"),
        ("string length(\"联审\")", 2),
    ],
)  # fmt: skip
def test_an_expression_has_its_value(value, source, expected):
    assert value(source, **SCOPE) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("5 in [1..9] and false", False),
        ("5 in [1..3] or true", True),
        ("5 in [1, 5] and 1 = 1", True),
        ("5 in 5 and true", True),
        ("5 in (5) and true", True),
        ("5 in not(5) or true", True),
        ("5 in not(4) and true", True),
        ("5 in > 3 and false", False),
        ("5 in ? > 3 and false", False),
        ("5 in [1..9] = true", True),
        ("5 in 4 + 1 and true", True),
        ("5 in [1..9] in [true]", True),
        ('if 5 in [1..9] and 2 > 1 then "yes" else "no"', "yes"),
        ("[1, 2, 3][item in [1..2] and item > 1]", [2]),
        ("some n in [1, 2] satisfies n in [2..3] and n > 1", True),
        ("for n in [1, 2] return n in [2..3] or n = 1", [True, True]),
    ],
)
def test_in_binds_tighter_than_and_or(value, source, expected):
    """Source: DMN 1.5, 10.3.1.2, rules 47 to 49: ``in`` is a comparison."""
    assert value(source) == expected


def test_names_with_spaces_are_read_when_they_are_known(at):
    known = {"Applicant Age", "days-left", "Applicant"}
    expression = feel.compile("Applicant Age + days-left", known)

    assert expression.evaluate({"Applicant Age": 18, "days-left": 2}, at) == 20
    assert expression.names == {"Applicant Age", "days-left"}


def test_a_known_function_of_the_surroundings_can_be_called(at):
    double = feel.compile("function(n) n * 2").evaluate({}, at)

    assert feel.compile("double(x)", {"double"}).evaluate({"double": double, "x": 4}, at) == 8


@pytest.mark.parametrize(
    ("source", "code", "column"),
    [
        ("", "feel.unexpected", 1),
        ("1 +", "feel.unexpected", 4),
        ("1 in if true then 1 else 2", "feel.unexpected", 6),
        ("a b", "feel.unexpected", 3),
        ("= a b", "feel.unexpected", 5),
        ("(1", "feel.unexpected", 3),
        ("a == 1", "feel.unreadable", 3),
        ('"open', "feel.open_text", 1),
        ("a # b", "feel.unreadable", 3),
        ("foo(1)", "feel.unknown_function", 1),
        ("1 + foo(1)", "feel.unknown_function", 5),
        ("string length()", "feel.wrong_arguments", 1),
        ("string length(text: 1)", "feel.wrong_names", 1),
        ("substring(\"a\", start position: 1)", "feel.mixed_arguments", 16),
        ("{a: 1, a: 2}", "feel.twice", 8),
        ("@\"tomorrow\"", "feel.not_temporal", 2),
        ("x instance of banana", "feel.unknown_type", 15),
        ("function() external {}", "feel.external", 12),
        (r'"\uD83D"', "feel.bad_escape", 1),
        (r'1 + "a\u0000"', "feel.bad_escape", 5),
        ("1" * 35, "feel.long_number", 1),
    ],
)  # fmt: skip
def test_a_faulty_text_is_refused_with_its_place(source, code, column):
    with pytest.raises(FeelError) as refused:
        feel.compile(source)

    assert (refused.value.code, refused.value.column) == (code, column)
    assert str(refused.value).endswith(f"(column {column})")


def test_the_names_an_expression_reads_are_known():
    expression = feel.compile(
        "for o in opinions return o.days + check.limit + count(list[active]) + {a: 1, b: a}.b"
    )

    assert expression.names == {"opinions", "check", "list"}
    assert expression.possible_names == {"opinions", "check", "list", "active"}
    assert ("check", "limit") in {read.path for read in expression.reads}


def test_a_check_can_see_what_a_name_is_compared_with():
    node = feel.compile('check_materials.outcome = "accept"').tree

    compared = tree.Path(tree.Name("check_materials"), "outcome")
    assert node == tree.Comparison("=", compared, tree.Literal("accept"))
    assert tree.Literal("accept") in list(feel.walk(node))


def test_a_text_is_compiled_once():
    assert feel.compile("x + 1 > 2") is feel.compile("x + 1 > 2")


@pytest.mark.parametrize(
    ("source", "column", "instead"),
    [
        ("a == 1", 3, "="),
        ("a <> 1", 3, "!="),
        ("a && b", 3, "and"),
        ("a || b", 3, "or"),
        ("!a", 1, "not(…)"),
        ("a % 2", 3, "modulo(…, …)"),
        ("a = 'x'", 5, '"'),
        ("a = “x”", 5, '"'),
        ("sum(a，b)", 6, ","),
        ("（a）", 1, "("),
        ("a ≥ 1", 3, ">="),
    ],
)
def test_what_people_know_from_elsewhere_is_told_how_it_is_written_here(source, column, instead):
    with pytest.raises(FeelError) as refused:
        feel.compile(source)

    assert refused.value.column == column
    assert str(refused.value).endswith(f"; write {instead} (column {column})")


def test_a_function_that_is_not_there_is_told_with_the_one_that_is_meant():
    with pytest.raises(FeelError, match="no function lower; did you mean lower case"):
        feel.compile("lower(a)")


NAMES = frozenset({"a b", "a b c", "a - b", "first", "x" + " y" * 40})


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("a b c", [(2, "a b"), (3, "a b c")]),
        ("a b + c", [(2, "a b")]),
        ("a-b", [(3, "a - b")]),
        ('a "b"', []),
        ("first", []),
        ("x" + " y" * 40, []),
    ],
)
def test_names_of_several_words_are_found_word_by_word(source, found):
    assert list(phrases(NAMES).at(tokens(source), 0)) == found


def test_all_expressions_of_a_file_share_one_set_of_names():
    one, again = (Known.everywhere(["a b", end]) for end in ("c", "c"))
    inside = one.within(["p q"])

    assert one.shared is again.shared is inside.shared
    assert "p q" in inside
    assert "p q" not in one


def test_a_label_is_known_in_its_own_expression_alone():
    known = Known.of({"a b"})

    assert feel.compile("{c d: 1, e: c d}.e", known).names == frozenset()
    with pytest.raises(FeelError):
        feel.compile("c d", known)
