"""What an editor may offer while an expression is written."""

import pytest

from engine.checks.completing import completions
from engine.checks.kinds.kinds import ANY, NUMBER, STRING, Kind, listing
from engine.feel import FeelError, compile

MATERIAL = Kind("context", entries={"名称": STRING, "份数": NUMBER})
NAMES = {
    "application": Kind("context", entries={"注册资本": NUMBER, "材料": listing(MATERIAL)}),
    "申请人": STRING,
    "受理日": Kind("date"),
    "法定 代表人": STRING,
    "unknown": ANY,
}


def offered(text, names=NAMES):
    cursor = text.index("|")
    return [one.text for one in completions(text.replace("|", ""), cursor, names)]


def taken(text, wanted):
    cursor, bare = text.index("|"), text.replace("|", "")
    one = next(one for one in completions(bare, cursor, NAMES) if one.text == wanted)
    return bare[: one.start] + one.text + bare[one.end :]


def test_an_empty_place_takes_names_functions_and_words_in_this_order():
    found = offered("|")

    assert found[:5] == list(NAMES)
    assert found.index("unknown") < found.index("abs") < found.index("if")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("申|", ["申请人"]),
        ("= 受|", ["受理日"]),
        ("1 + 代表|", ["法定 代表人"]),
        ("unk|nown > 1", ["unknown"]),
        ("application.|", ["注册资本", "材料"]),
        ("application . 资|", ["注册资本"]),
        ("[1, application.材料[1].|", ["名称", "份数"]),
        ("application.材料.份|", ["份数"]),
        ("if 受理日.y|", ["year"]),
        ('date("2026-03-02").mo|', ["month"]),
        ("unknown.|", []),
        ("(申请人).|", []),
        ("for 件 in application.材料 return 件.|", ["名称", "份数"]),
        ("some 件 in application.材料 satisfies 件|", ["件"]),
        ("application.材料[份|", ["份数"]),
        ("application.材料[item.|", ["名称", "份数"]),
        ("{甲: 1, 乙: 甲|", ["甲"]),
        ("function(甲: number) 甲|", ["甲"]),
        ("string le|", ["string length"]),
        ("x and y sat|", []),
        ("if 申请人 = 1 th|", ["then"]),
        ("if 申请人 then 1 el|", ["else"]),
        ("for i in [1] r|", ["return"]),
        ("for i i|", ["in"]),
        ("unknown betw|", ["between"]),
        ("unknown instance |", ["instance of"]),
        ("unknown instance of date a|", ["and", "date and time"]),
    ],
)
def test_what_fits_is_offered(text, wanted):
    assert offered(text) == wanted


@pytest.mark.parametrize(
    "text",
    ['"申|', "// 申|", "/* 申|", '@"2|', "for |", "{|", "function(|", ") 申|", "§ 申|", "1 1 申|"],
)
def test_nothing_is_offered_where_only_the_writer_knows(text):
    assert offered(text) == []


@pytest.mark.parametrize(
    ("text", "wanted", "after"),
    [
        ("申|请 = 1", "申请人", "申请人 = 1"),
        ("1 + date a|", "date and time", "1 + date and time"),
        ("法定 代| + 1", "法定 代表人", "法定 代表人 + 1"),
        ("1 + |2", "受理日", "1 + 受理日2"),
    ],
)
def test_an_offer_says_what_it_replaces(text, wanted, after):
    assert taken(text, wanted) == after


def test_functions_are_offered_with_the_ways_to_call_them():
    one = next(one for one in completions("subst", 5, {}) if one.text == "substring")

    assert one.role == "function"
    assert one.type == "string"
    assert one.signatures == ("substring(string: string, start position: number, length?: number)",)


def test_names_of_the_expression_hide_those_around_it():
    found = completions("for 申请人 in [1] return 申请人", 23, NAMES)

    assert [(one.text, one.type) for one in found] == [("申请人", "number")]


def test_after_a_value_come_operators():
    assert offered("申请人 |") == ["and", "or", "in", "between", "instance of"]


TEXTS = (
    'if application.注册资本 > 100 then "大" else "小"',
    "for 件 in application.材料[份数 > 1] return {名: 件.名称}",
    "受理日 in [date(申请人)..date(2026, 3, 2)] and not(unknown instance of number)",
)


@pytest.mark.parametrize("text", TEXTS)
def test_every_place_of_a_text_gives_offers_inside_it(text):
    for cursor in range(len(text) + 1):
        for one in completions(text, cursor, NAMES):
            assert 0 <= one.start <= cursor <= one.end <= len(text)


@pytest.mark.parametrize("text", TEXTS)
def test_every_name_of_a_text_is_offered_when_it_is_half_written(text):
    for read in compile(text).reads:
        start = read.column - 1
        assert read.path[0] in offered(text[: start + 1] + "|"), read


def test_a_long_text_is_no_trouble():
    with pytest.raises(FeelError):
        compile("(" * 500)

    assert offered("(" * 500 + "|") == []
    assert offered("x" * 3000 + "|") == []
