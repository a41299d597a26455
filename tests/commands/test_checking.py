"""What designers type: check, play, decide."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.engine.feel.dmn import decision, literal, model, output
from tests.engine.feel.dmn import table as dmn_table

ROOT = Path(__file__).parents[2]
PROCESS = ROOT / "bpmn" / "enterprise_setup"


@pytest.fixture
def type_in(make_app):
    """Runs a command: ``type_in("check", path)``."""
    app = make_app("sqlite://")
    return lambda *words: app.test_cli_runner().invoke(args=[str(word) for word in words])


def test_a_sound_process_has_no_findings(type_in):
    said = type_in("check", PROCESS)

    assert (said.exit_code, said.output) == (0, "")


def test_a_finding_names_file_line_rule_element_and_what_to_do(type_in, tmp_path):
    file = tmp_path / "process.bpmn"
    wrong = (PROCESS / "process.bpmn").read_text(encoding="utf-8").replace("default=", "x=", 1)
    file.write_text(wrong, encoding="utf-8")

    said = type_in("check", file)

    assert said.exit_code == 1
    assert f"{file}:" in said.output or "process.bpmn:" in said.output
    assert "structure.no_default" in said.output
    assert "(" in said.output


def test_what_cannot_be_read_ends_with_two(type_in, tmp_path):
    assert type_in("check", tmp_path / "nowhere.bpmn").exit_code == 2
    assert type_in("check", PROCESS / "README.md").exit_code == 2


def test_stories_are_played_with_their_dates(type_in):
    said = type_in("play", PROCESS)

    assert said.exit_code == 0
    assert "2026-03-30" in said.output


def test_a_broken_promise_ends_with_one(type_in, tmp_path):
    folder = tmp_path / "bpmn" / "enterprise_setup"
    forms = tmp_path / "forms" / "enterprise_setup"
    for source, target in ((PROCESS, folder), (ROOT / "forms" / "enterprise_setup", forms)):
        target.mkdir(parents=True)
        for file in source.iterdir():
            (target / file.name).write_bytes(file.read_bytes())
    stories = folder / "stories.toml"
    text = stories.read_text(encoding="utf-8").replace('ends = "granted"', 'ends = "refused"', 1)
    stories.write_text(text, encoding="utf-8")

    assert type_in("play", folder).exit_code == 1


def test_every_decision_of_a_file_is_evaluated_for_each_input(type_in, tmp_path):
    inputs = tmp_path / "inputs.json"
    inputs.write_text(json.dumps([{"application": {"industries": ["hotel"]}}]), encoding="utf-8")

    said = type_in("decide", PROCESS / "pre_approval_departments.dmn", "--inputs", inputs)

    [decided] = json.loads(said.output)
    assert said.exit_code == 0
    assert ["health", "fire"] in decided.values() or ["fire", "health"] in decided.values()


def test_a_decision_is_tried_on_values_that_are_typed(type_in, tmp_path):
    inputs = tmp_path / "inputs.json"
    inputs.write_text('[{"department": "commerce", "note": "kept"}]', encoding="utf-8")
    table = PROCESS / "silence_list.dmn"

    typed = [
        json.loads(type_in("decide", table, f'department = "{one}"').output)
        for one in ("fire", "commerce")
    ]
    both = type_in("decide", table, 'department="fire"', "--inputs", inputs)

    assert typed[0] != typed[1]
    assert json.loads(both.output) == typed[0]


def test_whatever_is_null_is_told_beside_the_answer_with_file_and_line(type_in, tmp_path):
    """The answers themselves stay a JSON list."""
    table = tmp_path / "table.dmn"
    sums = [("> 1", 'size + "m"')]
    table.write_bytes(model("\n", decision("a", dmn_table("FIRST", ["size"], [output("b")], sums))))

    said = type_in("decide", table, "size=2")

    assert json.loads(said.stdout) == [{"a": None}]
    told = f'{table}:2: a: there is no number + string (column 6): size + "m"'
    assert said.stderr.splitlines() == [told]


def test_designers_are_told_in_chinese_when_they_want_it(type_in, tmp_path):
    table = tmp_path / "table.dmn"
    table.write_bytes(model(decision("a", literal('number("1,5") + 1'))))

    checked = type_in("check", table, "--language", "zh")
    decided = type_in("decide", table, "--language", "zh")

    assert '该文本不是数字 (表达式 number("1,5") + 1 第 1 列总是空值' in checked.output
    assert "number：该文本不是数字（第 1 列）" in decided.stderr


def test_what_is_no_expression_is_told_in_chinese_to_its_last_word(type_in, tmp_path):
    table = tmp_path / "table.dmn"
    table.write_bytes(model(decision("a", literal("[1,"))))
    wrong = (PROCESS / "process.bpmn").read_text(encoding="utf-8")
    diagram = tmp_path / "process.bpmn"
    wrong = re.sub("(conditionExpression[^>]*>)[^<]+", r"\1=1 +", wrong, count=1)
    diagram.write_text(wrong, encoding="utf-8")

    in_table = type_in("check", table, "--language", "zh").output
    in_diagram = type_in("check", diagram, "--language", "zh").output

    assert "表达式在应为“值”之处提前结束（[1, 的第 4 列）" in in_table
    assert "表达式在应为“值”之处提前结束 (所在表达式：=1 + 第 5 列)" in in_diagram


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("department", "this is not NAME=VALUE"),
        ("=1", "this is not NAME=VALUE"),
        (".=1", "this is not NAME=VALUE"),
        ("a..b=1", "this is not NAME=VALUE"),
        ("x==1", "this is not NAME=VALUE"),
        ("department=", "this is not NAME=VALUE"),
        ("a = [1,", "the expression ends where a value is expected (column 8)"),
        ("a=1)", "an operator or the end is expected here, not ) (column 4)"),
    ],
)
def test_what_is_no_value_ends_with_two_and_says_why(type_in, value, told):
    said = type_in("decide", PROCESS / "silence_list.dmn", value)

    assert (said.exit_code, said.stdout) == (2, "")
    assert said.stderr.splitlines() == [f"{value}: {told}"]


def test_all_values_that_cannot_be_read_are_told_at_once(type_in):
    words = ("--language", "zh", "a=[1,", 'department="fire"', "b", "c=1 2")

    said = type_in("decide", PROCESS / "silence_list.dmn", *words)

    assert said.stderr.splitlines() == [
        "a=[1,: 表达式在应为“值”之处提前结束（第 6 列）",
        "b: 应写作“名称=表达式”",
        "c=1 2: 此处应为“运算符或结尾”，而不是“2”（第 5 列）",
    ]


def test_a_value_that_is_null_says_why_before_what_comes_of_it(type_in):
    said = type_in("decide", PROCESS / "silence_list.dmn", 'department=number("x")')

    first = said.stderr.splitlines()[0]
    assert said.exit_code == 0
    assert first == 'department: number: this text is no number (column 1): number("x")'


def test_a_file_that_is_no_xml_says_where(type_in, tmp_path):
    table = tmp_path / "table.dmn"
    table.write_text("<a>\n<b")

    said = type_in("decide", table, "--language", "zh")

    assert said.exit_code == 2
    assert said.stderr == f"{table}:2: 这不是有效的 XML：缺少“>”（第 2 行第 3 列）\n"


def test_what_cannot_be_decided_is_told_with_its_line_in_chinese_and_ends_with_one(
    type_in, tmp_path
):
    table = tmp_path / "table.dmn"
    hits = dmn_table("UNIQUE", ["x"], [output("b")], [("-", "1"), ("-", "2")])
    table.write_bytes(model("\n", decision("a", hits), decision("b", literal("1"))))

    said = type_in("decide", table, "--language", "zh", "x=1")

    why = "规则 1, 2 同时命中，但只允许一条"
    assert (said.exit_code, json.loads(said.stdout)) == (1, [{"a": {"error": why}, "b": 1}])
    assert said.stderr == f"{table}:2: a: {why}\n"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("none.json", None, "没有这个文件"),
        ("in.json", "[1", "这不是有效的 JSON：此处应为“,”（第 1 行第 3 列）"),
        ("in.json", "{}", "不是由输入组成的 JSON 列表"),
        ("in.json", "[" * 100_000, "这不是有效的 JSON：嵌套过深"),
    ],
)
def test_inputs_that_cannot_be_read_are_told_in_chinese(type_in, tmp_path, name, text, told):
    if text:
        (tmp_path / name).write_text(text)
    file = tmp_path / name

    said = type_in("decide", PROCESS / "silence_list.dmn", "--inputs", file, "--language", "zh")

    assert (said.exit_code, said.stderr) == (2, f"{file}: {told}\n")


@pytest.mark.parametrize(("name", "raw"), [("no.dmn", "<a"), ("no.json", "{"), ("no.json", "1")])
def test_what_cannot_be_decided_on_ends_with_two(type_in, tmp_path, name, raw):
    files = {
        "table.dmn": (PROCESS / "negative_list.dmn").read_text(encoding="utf-8"),
        "in.json": "[{}]",
    }
    (tmp_path / name).write_text(raw)
    for known, text in files.items():
        (tmp_path / known).write_text(text, encoding="utf-8")
    table, inputs = ("no.dmn", "in.json") if name == "no.dmn" else ("table.dmn", "no.json")

    said = type_in("decide", tmp_path / table, "--inputs", tmp_path / inputs)

    assert said.exit_code == 2
    assert name in said.output


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("stories.toml", "title = 1", "没有写任何故事"),
        ("ask.form", "{", "这不是有效的 JSON：此处应为写在双引号内的名称（第 1 行第 2 列）"),
        ("stories.toml", "[[story", "此处应为“]]”"),
        ("ask.form", "[]", "这不是有效的 JSON：不是 JSON 对象"),
        ("ask.form", '{"id": 1, "id": 2}', "这不是有效的 JSON：成员 id 出现了两次"),
        ("ask.form", '{"id": NaN}', "这不是有效的 JSON：NaN 不是数字"),
    ],
)
def test_why_a_file_cannot_be_read_is_told_in_chinese(type_in, tmp_path, file, text, told):
    shutil.copy(PROCESS / "process.bpmn", tmp_path)
    (tmp_path / file).write_text(text, encoding="utf-8")

    said = type_in("check", tmp_path, "--forms", tmp_path, "--language", "zh")

    assert told in said.output


def test_a_folder_without_stories_keeps_none(type_in, tmp_path):
    said = type_in("play", tmp_path)

    assert said.exit_code == 1
    assert "process.bpmn" in said.output


def test_a_finding_in_a_form_names_the_file_to_open(type_in, tmp_path):
    (tmp_path / "ask.form").write_text("{")

    said = type_in("check", PROCESS, "--forms", tmp_path)

    assert said.exit_code == 1
    assert f"{tmp_path / 'ask.form'}:1: engine.form_unreadable" in said.output
    assert f"{PROCESS / 'process.bpmn'}:" in said.output
