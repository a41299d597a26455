"""Regular expressions: as XPath writes them, and never for long."""

import pytest

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
    assert value(f'matches(text, "{endless}")', text="a" * 9_999 + "c") is False
    assert value(f'matches(text, "{endless}")', text="a" * 10_001) is None
