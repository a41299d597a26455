"""What the unsafe engines did (threat rows B01 to B19) does not happen here."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import feel
from engine.errors import Invalid
from engine.feel import FeelError
from engine.feel.decisions import DecisionModel, answers
from engine.feel.functions import BUILTINS
from engine.feel.limits import STEPS
from engine.feel.scope import Evaluation
from tests.engine.feel.dmn import decision, literal, model

AT = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    "source",
    [
        "__import__('os').system('id')",
        '__import__("os")',
        "().__class__.__mro__[1].__subclasses__()",
        "'{0.__class__}'.format(x)",
        'f"{x}"',
        "open('x','w') and 'P1D'",
        'open("x")',
        "form.update(approved=True) is None",
        "(x := 0)",
        "lambda: 0",
        "[y for y in x]",
        "f(*x)",
        "1<<10**10",
        "'%2000000000d' % 1",
        "(" * 300 + "1" + ")" * 300,
        "-" * 1500 + "1",
        "1" + "+1" * 20_000,
        "1" + "+1" * 900,
        "[" * 300,
        "if true then " * 60 + "1" + " else 1" * 60,
        "not(" * 300 + "1" + ")" * 300,
        'ｏpen("x")',
        "eval(1)",
        "x.＿＿class＿＿",
        "9e9999999999999999999",
        "1e-99999999999999999999",
    ],
)
def test_a_text_that_attacks_is_refused_when_it_is_compiled(source):
    with pytest.raises(FeelError):
        feel.compile(source)


@pytest.mark.parametrize("source", ["x.__class__", "x.real", "f.call", "m.items"])
def test_no_path_leads_into_python(source):
    scope = {"x": 1, "f": feel.Function((), print), "m": {}}

    assert feel.compile(source).evaluate(scope, AT) is None


@pytest.mark.parametrize(
    "source",
    [
        "9 ** 9 ** 9 ** 9 ** 9",
        "10 ** 100000",
        "every i in 1..1000000000 satisfies i > 0",
        "count(for i in 1..1000, j in 1..1000 return 1)",
        "{f: function(n) f(n + 1)}.f(1)",
        "{f: function(g) g(g)}.f({f: function(g) g(g)}.f)",
        "string length(string join(for i in 1..9999 return \"aaaaaaaaaa\"))",
        "{a: [1,1], b: [a,a], c: [b,b], d: [c,c], e: [d,d], f: [e,e], g: [f,f], h: [g,g], i: [h,h],"
        " j: [i,i], k: [j,j], l: [k,k], m: [l,l], n: [m,m], o: [n,n], p: [o,o], q: [p,p]}.q",
        "count(flatten(for i in 1..200 return for j in 1..200 return j))",
        'sort(for i in 1..5000 return 5000 - i, function(a, b) a < b)',
        "*".join(["x"] * 190),
    ],
)  # fmt: skip
def test_what_wants_too_much_gives_null_and_says_so(source):
    value, notes = feel.compile(source).diagnose({"x": 10**33}, AT)

    assert value is None
    assert notes


WIDE = "for i in 1..99999 return "


@pytest.mark.parametrize(
    "body",
    [
        "+".join(["i"] * 190),
        "[" + ",".join(["i/3"] * 200) + "]",
        "count([1][" + " and ".join(["i > 0"] * 90) + "])",
        "{f: function(n) " + "*".join(["n"] * 150) + "}.f(i)",
        "i ** 2.5",
        "log(i)",
        "exp(i / 99)",
        'string join([long, "a"])',
        "long + string(i)",
        "substring(long, 2)",
        "upper case(long)",
    ],
)
def test_dear_rounds_are_few(body):
    seen = Counted({"long": "x" * 9000})
    feel.compile(WIDE + f"[touched, {body}]").evaluate(seen, AT)

    assert seen.rounds < 3_000


class Counted(dict):
    """Data that count how often they are touched."""

    rounds = 0

    def __contains__(self, name):
        self.rounds += name == "touched"
        return True

    def __missing__(self, name):
        return None


def test_a_plain_round_costs_one_step():
    value = feel.compile("count(for i in 1..15000 return i * 2 + 1)").evaluate({}, AT)

    assert value == 15_000


def test_a_duration_of_too_many_digits_is_not_counted_out():
    _, notes = feel.compile('@"P1Y" * (10 ** 1000 * 10 ** 1000)').diagnose({}, AT)

    assert [note.placed for note in notes] == ["*: the result is out of range (column 8)"]


def test_doubling_a_text_ends_at_its_limit():
    names = pairwise("abcdefghijkl")
    doubled = [f"{name}: {before} + {before}" for before, name in names]
    source = '{a: "0123456789", ' + ", ".join(doubled) + "}.l"

    value, notes = feel.compile(source).diagnose({}, AT)

    assert value is None
    assert "+: a text has at most 10000 characters" in map(str, notes)


def test_a_text_is_no_truth_value():
    value, notes = feel.compile("approved and true").diagnose({"approved": "false"}, AT)

    assert value is None
    assert [str(note) for note in notes] == ["a string is neither true nor false"]


def test_data_cannot_take_the_place_of_a_built_in_function():
    assert feel.compile("count([1])").evaluate({"count": feel.Function(("a",), print)}, AT) == 1
    assert feel.compile("__builtins__").evaluate({"__builtins__": 1}, AT) == 1


def test_an_expression_changes_no_data():
    data = {"a": {"b": [1]}}

    feel.compile('context put(a, "b", append(a.b, 2))').evaluate(data, AT)

    assert data == {"a": {"b": [1]}}


def test_data_nested_without_end_give_null():
    endless: list = []
    endless.append(endless)

    value, notes = feel.compile("x").diagnose({"x": endless}, AT)

    assert value is None
    assert [str(note) for note in notes] == ["the data is nested too deeply"]


DEEP = "(for i in 1..{} return if i = 1 then [1] else [partial[-1]])[-1]"


@pytest.mark.parametrize("made", ["for i in 1..200 return long", f"[{DEEP.format(100)}]"])
def test_what_is_too_large_or_too_deep_is_not_handed_out(made):
    value, notes = feel.compile(made).diagnose({"long": "x" * 10_000}, AT)

    assert value is None
    assert "too" in str(notes[-1])


@pytest.mark.parametrize("made", [DEEP.format(560), "for i in 1..60000 return long"])
def test_no_decision_hands_out_what_is_too_large_or_too_deep(made):
    raw, long = model(decision("d", literal(made))), {"long": "x" * 10_000}

    with pytest.raises(Invalid) as refusal:
        DecisionModel.read(raw, "f").decide("d", long, AT)

    assert refusal.value.code == "decision.too_much"
    assert "too" in answers(raw, long, AT).values["d"]["error"]


@pytest.mark.parametrize("body", ["n" + "+n" * 190, "unknown{}(1)"])
def test_a_file_of_too_many_words_or_faults_is_read_no_further(body):
    parts = [decision(f"n{i}", literal(body.format(i))) for i in range(600)]
    lenient = DecisionModel.read_leniently(model(*parts), "f")

    assert [fault.code for fault in lenient.faults][-1] == "decision.too_large"
    assert not lenient.decisions["n0"].faults or "unknown0" in str(lenient.faults[0])
    assert lenient.decisions["n599"].faults


def test_every_decision_that_is_decided_is_paid_for():
    parts = [decision(f"n{i}", literal("1"), *([f"n{i - 1}"] if i else [])) for i in range(50)]
    run = Evaluation({}, AT)
    DecisionModel.read(model(*parts), "f").value("n49", run)

    assert STEPS - run.left == 50


def test_json_of_much_text_is_not_made():
    raw = model(decision("d", literal("to json(for i in 1..60000 return long)")))

    decided = DecisionModel.read(raw, "f").decide("d", {"long": "x" * 10_000}, AT)

    assert decided is None


def test_only_the_given_moment_is_known():
    assert feel.compile("now()").evaluate({}, AT) == AT
    assert feel.compile("today()").evaluate({}, AT) == AT.date()


VOCABULARY = """
x a 1 2.5 "t" ( ) [ ] { } , : . .. + - * / ** = != < <= > >= ? @ if then else for in return some
every satisfies and or not between instance of function null true false list item 规模 null
@"P1D" @"2026-01-31" date number
"""
WORDS = st.sampled_from(VOCABULARY.split() + list(BUILTINS))


def survives(source):
    try:
        expression = feel.compile(source)
    except FeelError:
        return
    scope = {"x": 5, "a": {"b": [1, None, "t"]}, "list": [{"x": 1}, 2], "规模": "大型"}
    value, notes = expression.diagnose(scope, AT)
    assert all(0 <= note.column <= len(source) and note.placed for note in notes)


@settings(max_examples=400, deadline=None)
@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_any_words_give_a_value_or_a_feel_error(source):
    survives(source)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gives_a_value_or_a_feel_error(source):
    survives(source)


VALUES = """
null true -1 0 2.5 "" "a" [] [1] ["a",null] {} {a:1} @"P1D" @"P1M" @"2026-01-31"
@"09:00:00" @"2026-01-31T09:00:00Z" [1..3] 99999999999 10**300
"""
LITERALS = st.sampled_from(VALUES.split())


@settings(max_examples=600, deadline=None)
@given(st.sampled_from(sorted(BUILTINS)), st.lists(LITERALS, max_size=4))
def test_any_call_gives_a_value_or_a_feel_error(name, arguments):
    survives(f"{name}({', '.join(arguments)})")


@settings(max_examples=600, deadline=None)
@given(LITERALS, st.sampled_from(("+", "-", "*", "/", "**", "=", "<", "in")), LITERALS)
def test_any_operation_gives_a_value(left, operator, right):
    survives(f"{left} {operator} {right}")


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_any_cell_matches_or_is_refused(source):
    try:
        tests = feel.unary_test(source)
    except FeelError:
        return
    assert tests.matches(5, {}, AT) in (True, False, None)
