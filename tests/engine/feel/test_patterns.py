"""Regular expressions: as XPath writes them, and never for long."""

from datetime import UTC, datetime

import pytest

from engine import feel
from engine.feel.scope import Evaluation, Scope

ENDLESS = r"(a+)+$", r"(a|aa)*b", r"(.*a){20}b", r"((a*)*)*b", r"(a{0,30}){0,30}b"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r'matches("联审平台2", "^\w{2,6}$")', True),
        (r'matches("330108199001011234", "^\d{17}[0-9X]$")', True),
        (r'matches("a b", "^\S\s\S$")', True),
        (r'matches("杭州", "^\p{L}+$")', True),
        ('matches("A", "a")', False),
        ('matches("A", "a", "i")', True),
        ('matches("a\nb", "a.b")', False),
        ('matches("a\nb", "a.b", "s")', True),
        ('matches("x\nb", "^b$")', False),
        ('matches("x\nb", "^b$", "m")', True),
        ('matches("ab", "a b # no", "q")', False),
        ('matches("ab", " a  b ", "x")', True),
        ('matches("a b", "a[ ]b", "x")', True),
        (r'matches("]", "[\]]")', True),
        (r'matches("-", "[^\d\W]")', False),
        (r'replace("2026-11-29", "(\d+)-(\d+)-(\d+)", "$1年$2月$3日")', "2026年11月29日"),
        ('replace("ab", "(a)(b)", "$2$12$9")', "ba2"),
        ('replace("ab", "(a)(b)", "$01$002$0")', "abab"),
        (r'replace("a$", "\$", "\$\\\\")', "a$\\"),
        ('replace("a.b", ".", "$0", "q")', "a$0b"),
        ('split("a1b22c", "[0-9]+")', ["a", "b", "c"]),
    ],
)
def test_what_a_pattern_finds(value, source, expected):
    assert value(source) == expected


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('matches("b", "^[a-z-[aeiou]]$")', True),
        ('matches("e", "^[a-z-[aeiou]]$")', False),
        ('matches("e", "^[a-z-[^aeiou]]$")', True),
        ('matches("E", "^[a-z-[aeiou]]$", "i")', False),
        ('matches("-", "^[a\\\\-z-[b]]$")', True),
        ('matches("a", "[a-[a]]")', False),
        ('matches("许可证", "^\\\\p{IsCJKUnifiedIdeographs}+$")', True),
        ('matches("许可A", "^\\\\p{IsCJKUnifiedIdeographs}+$")', False),
        ('matches("许", "^[\\\\P{IsBasicLatin}]$")', True),
        ('matches("a", "^[0-9\\\\p{IsBasicLatin}]$")', True),
    ],
)
def test_a_class_may_be_a_block_or_lack_another_class(value, source, found):
    assert value(source) is found


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ('matches("a", "(a")', "missing"),
        ('matches("a", "a", "g")', "flags"),
        (r'matches("aa", "(a)\1")', "references back"),
        ('matches("a", "(?=a)")', "group begins"),
        ('matches("a", "[a-z-[aeiou-[e]]]")', "class"),
        ('matches("a", "[]")', "class"),
        (r'matches("a", "\b")', "means nothing"),
        (r'matches("a", "\p{IsBasicLatin")', "means nothing"),
        (r'matches("a", "a\\")', "means nothing"),
        (r'matches("a", "\w{1,900}")', "too large"),
        ('replace("a", "a", "$x")', "replacement"),
        ('replace("a", "b*", "c")', "found in nothing"),
        ('split("a", "")', "at least one"),
    ],
)
def test_what_is_no_pattern_is_null_and_says_why(diagnosed, source, why):
    found, notes = diagnosed(source)
    assert found is None
    assert why in " ".join(map(str, notes))


@pytest.mark.parametrize("endless", ENDLESS)
def test_no_pattern_runs_for_ever(value, endless):
    """Each of these takes others longer than the age of the office (threat row B19)."""
    assert value(f'matches(text, "{endless}")', text="a" * 2_999 + "c") is False
    assert value(f'matches(text, "{endless}")', text="a" * 9_999 + "c") in (False, None)  # a limit
    assert value(f'matches(text, "{endless}")', text="a" * 10_001) is None


def spent(source, **scope):
    """Return the steps an expression takes, far above what any may."""
    run = Evaluation(scope, datetime(2026, 3, 2, tzinfo=UTC), 10**9)
    feel.compile(source).closure(Scope(run))
    return 10**9 - run.left


MANY = 'count(for i in 1..100 return matches("330108199001011234", {}))'


@pytest.mark.parametrize("plain", [r"^\d{17}[0-9X]$", r"^\w{2,6}$", "^1[3-9][0-9]{9}$", "许可证"])
def test_a_plain_pattern_over_a_hundred_texts_is_cheap(plain):
    assert spent(MANY.format(f'"{plain}"')) < 7_000


def test_a_pattern_is_paid_for_once_in_an_evaluation_whoever_used_it_before():
    one, two = (
        spent(f'[1, 2][matches("a", "\\w{{9}}" + {end})]') for end in ('"b"', "string(item)")
    )

    assert two - one > 1_000
    assert spent('matches("a", "\\w{9}b")') == spent('matches("a", "\\w{9}b")') > 1_000


@pytest.mark.parametrize("asked", [r'"(\p{L}{1,100})|(\p{L}{1,100})"', '"(a|b){1000}"', "classes"])
def test_a_large_pattern_is_paid_for_by_its_size(asked):
    assert spent(f'matches("a", {asked})', classes=r"\w|" * 600) > 300


def test_a_search_is_paid_for_by_the_text_and_the_places_of_the_pattern():
    wide = 'matches(text, "([ab]*a[ab]{900}|[ab]*b[ab]{899})c$")'

    assert spent(wide, text="ab" * 4_999) > 9 * spent(wide, text="ab" * 499) > 9_000
    assert spent('matches(text, "ac")', text="ab" * 4_999) < 400


def test_each_place_found_is_paid_for_with_what_may_be_looked_at_behind_it():
    steps = [spent('replace(text, "a.*c|a", "b")', text="a" * many) for many in (100, 1_000)]

    assert steps[1] > 30 * steps[0]


def test_a_replacement_is_read_once_and_ends_where_the_text_is_too_long(diagnosed):
    template = "$0" * 400
    text = 'string join(for i in 1..3000 return "aaa", "")'

    found, notes = diagnosed(f'replace({text}, "a", "{template}")')

    assert (found, str(notes[0])) == (None, "replace: a text has at most 10000 characters")
    assert spent(f'replace("aaa", "a", "{template}")') > spent('replace("aaa", "a", "$0")') + 200


def test_parts_that_are_taken_out_are_paid_for_by_their_length():
    for source in 'extract(text, "b+")', 'split(text, "a")':
        assert spent(source, text="a" + "b" * 5_000) > spent(source, text="ab") + 150
