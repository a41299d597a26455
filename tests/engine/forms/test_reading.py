"""What a form file may say, and that everything wrong with it is told at once."""

import json

import pytest

from engine.errors import Invalid
from engine.forms import Form

NAME = {"type": "textfield", "key": "name", "label": "名称", "id": "f1"}


def test_a_form_knows_its_id_its_title_and_its_fields(form_of):
    group = {"type": "group", "label": "Site", "components": [{**NAME, "key": "address"}]}

    form = form_of(NAME, group, {"type": "text", "text": "# 说明"}, title="申请", title_en="Apply")

    assert (form.id, form.title, form.title_en) == ("apply", "申请", "Apply")
    assert [field.key for field in form.fields] == ["name", "address"]
    assert [component.type for component in form.components] == ["textfield", "group", "text"]
    assert form.raw["title"] == "申请"


def test_words_are_shown_in_english_where_the_designer_translated_them(form_of):
    form = form_of({**NAME, "properties": {"label_en": "Name"}})

    assert form.fields[0].label.in_("en") == "Name"
    assert form.fields[0].label.in_("zh_Hans_CN") == "名称"


def test_a_form_knows_what_its_texts_say(form_of):
    form = form_of({"type": "text", "id": "t", "text": "只审查补正通知书所列内容。"})

    assert form.says("只审查补正通知书所列内容。")
    assert not form.says("请逐项核对。")


def test_a_sensitive_answer_is_masked_where_cases_are_listed(form_of):
    field = form_of({**NAME, "properties": {"sensitive": "true"}}).fields[0]

    assert field.masked("11010519491231002X") == "110*************2X"
    assert field.masked("李小明") == "李**"
    assert form_of(NAME).fields[0].masked("李小明") == "李小明"


def test_components_of_one_row_stand_beside_each_other(form_of):
    def at(key: str, row: str | None) -> dict[str, object]:
        return {**NAME, "key": key, "layout": {"row": row, "columns": 8}}

    form = form_of(at("a", "r1"), at("b", "r1"), at("c", "r2"), at("d", None))

    assert [[one.key for one in row] for row in form.rows] == [["a", "b"], ["c"], ["d"]]
    assert form.rows[0][0].columns == 8


def test_files_are_asked_for_beside_the_answers(form_of):
    form = form_of(NAME, {"type": "filepicker", "key": "lease", "label": "Lease"})

    assert [field.key for field in form.materials] == ["lease"]
    assert [field.key for field in form.fields] == ["name"]


def test_a_form_tells_which_names_its_conditions_need_from_outside(form_of):
    hide = {"hide": "=name = null or item.code = 3"}

    assert form_of(NAME, {**NAME, "key": "b", "conditional": hide}).reads == {"item"}


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        ({"type": "iframe"}, "form.unknown_type"),
        ({"type": ["x"]}, "form.unknown_type"),
        ({**NAME, "key": "siteArea"}, "form.key"),
        ({**NAME, "key": ""}, "form.key"),
        ({**NAME, "key": "application"}, "form.key_reserved"),
        ({**NAME, "key": "today"}, "form.key_reserved"),
        ({**NAME, "validate": {"pattern": "(a+)+"}}, "form.unsupported"),
        ({**NAME, "validate": {"required": "=x"}}, "form.not_a_flag"),
        ({**NAME, "validate": {"maxLength": "many"}}, "form.not_a_number"),
        ({**NAME, "validate": {"maxLength": 1_000_000}}, "form.length"),
        ({**NAME, "properties": {"format": "iban"}}, "form.format"),
        ({**NAME, "properties": {"format": ["x"]}}, "form.format"),
        ({**NAME, "conditional": {"hide": "=1 +"}}, "form.condition"),
        ({**NAME, "type": "select"}, "form.values"),
        ({**NAME, "type": "select", "values": 3}, "form.values"),
        ({**NAME, "type": "radio", "values": [{"value": "a"}, {"value": "a"}]}, "form.values"),
        ({**NAME, "type": "datetime", "subtype": "year"}, "form.subtype"),
        ({"type": "group", "path": "site", "components": []}, "form.path"),
        ({"type": "group"}, "form.no_components"),
    ],
)
def test_what_a_form_cannot_mean_is_refused(form_of, faults_of, broken, code):
    with pytest.raises(Invalid) as refusal:
        form_of(broken)

    assert refusal.value.code == "form.unreadable"
    assert code in {fault for _, fault in faults_of(refusal)}


def test_every_fault_of_a_file_is_told_at_once(form_of, faults_of):
    with pytest.raises(Invalid) as refusal:
        form_of(NAME, NAME, {"type": "html"}, {**NAME, "key": "Now"})

    assert faults_of(refusal) == {
        ("components.1.key", "form.key_twice"),
        ("components.2", "form.unknown_type"),
        ("components.3.key", "form.key"),
    }


def test_a_key_is_used_once_on_each_level(form_of):
    rows = {"type": "dynamiclist", "path": "heirs", "components": [NAME]}

    assert [field.key for field in form_of(NAME, rows).fields] == ["name", "heirs"]
    with pytest.raises(Invalid, match="Two fields"):
        form_of(NAME, {"type": "group", "components": [NAME]})


def test_rows_hold_no_rows(form_of, faults_of):
    rows = {"type": "dynamiclist", "path": "a", "components": []}

    with pytest.raises(Invalid) as refusal:
        form_of({**rows, "components": [{"type": "group", "components": [rows]}]})

    assert ("components.0.components.0.components.0", "form.nested_rows") in faults_of(refusal)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"components": [], "components": []}',
        b'{"components": [NaN]}',
        b'{"title": "\\ud800", "components": []}',
        b"[" * 100_000,
        b" " * 1_000_001,
        b'{"components": 3}',
        json.dumps({"components": [{"type": "separator"}] * 501}).encode(),
    ],
    ids=range(10),
)
def test_a_file_that_is_no_form_is_refused_d_02_to_d_07(raw):
    with pytest.raises(Invalid):
        Form.read(raw, "apply.form")


def test_a_form_without_a_title_is_called_by_its_id(form_of):
    form = form_of(NAME)

    assert (form.title, form.title_en) == ("apply", None)


def test_an_answer_is_shown_by_the_label_of_its_option(form_of):
    values = [{"value": "post", "label": "邮寄", "label_en": "By post"}]
    form = form_of({**NAME, "type": "radio", "values": values})

    option = form.field("name").option("post")

    assert option.label.in_("en") == "By post"
    assert form.field("name").option("pick up") is None
    assert form.field("delivery") is None


def test_groups_are_nested_only_so_deep(form_of, faults_of):
    group = {"type": "group", "components": []}
    for _ in range(6):
        group = {"type": "group", "components": [group]}

    with pytest.raises(Invalid) as refusal:
        form_of(group)

    assert {code for _, code in faults_of(refusal)} == {"form.too_deep"}
