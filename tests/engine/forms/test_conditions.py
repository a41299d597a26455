"""What is asked depends on other answers; rows of a table are answered one by one."""

from datetime import UTC, datetime

import pytest

from engine.errors import Invalid

KIND = {
    "type": "radio",
    "key": "kind",
    "label": "Kind",
    "values": [{"value": "person"}, {"value": "company"}],
    "validate": {"required": True},
}
CODE = {
    "type": "textfield",
    "key": "credit_code",
    "label": "Code",
    "validate": {"required": True},
    "conditional": {"hide": '=kind != "company"'},
}
NOTE = {
    "type": "textfield",
    "key": "note",
    "label": "Note",
    "conditional": {"hide": "=credit_code = null"},
}


def heirs(**told):
    """A table of people; grown-ups give a telephone number."""
    name = {"type": "textfield", "key": "name", "label": "Name", "validate": {"required": True}}
    age = {"type": "number", "key": "age", "label": "Age"}
    phone = {**name, "key": "phone", "conditional": {"hide": '=age < 18 or kind = "company"'}}
    return {"type": "dynamiclist", "path": "heirs", "components": [name, age, phone], **told}


def test_a_hidden_field_is_not_asked_even_when_required(form_of):
    assert form_of(KIND, CODE).check({"kind": "person"}) == {"kind": "person"}


def test_a_shown_field_is_asked(form_of, faults_of):
    with pytest.raises(Invalid) as refusal:
        form_of(KIND, CODE).check({"kind": "company"})

    assert faults_of(refusal) == {("answers.credit_code", "answers.required")}


def test_a_hidden_field_that_is_answered_is_refused_d_13(form_of, faults_of):
    with pytest.raises(Invalid) as refusal:
        form_of(KIND, CODE).check({"kind": "person", "credit_code": "\x00"})

    assert faults_of(refusal) == {("answers.credit_code", "answers.hidden")}


def test_an_answer_left_blank_in_a_hidden_field_is_no_answer(form_of):
    assert form_of(KIND, CODE).check({"kind": "person", "credit_code": ""}) == {"kind": "person"}


def test_a_hidden_box_without_a_tick_is_no_answer(form_of, faults_of):
    box = {"type": "checkbox", "key": "consent", "conditional": {"hide": '=kind = "person"'}}
    form = form_of(KIND, box)

    assert form.check(form.posted({"kind": ["person"]})) == {"kind": "person"}
    with pytest.raises(Invalid) as refusal:
        form.check(form.posted({"kind": ["person"], "consent": ["true"]}))
    assert faults_of(refusal) == {("answers.consent", "answers.hidden")}


def test_the_answer_to_a_hidden_field_shows_nothing_else(form_of):
    form = form_of(KIND, CODE, NOTE)

    assert form.visible({"kind": "person", "credit_code": "1"}) == {"kind"}
    assert form.visible({"kind": "company", "credit_code": "1"}) == {"kind", "credit_code", "note"}


def test_a_hidden_group_hides_what_it_holds(form_of):
    group = {"type": "group", "components": [CODE], "conditional": {"hide": "=item.simple"}}

    assert form_of(KIND, group).visible({"kind": "company"}, {"item": {"simple": True}}) == {"kind"}


def test_a_text_with_a_condition_is_shown_by_its_mark(form_of):
    text = {"type": "text", "id": "about", "text": "…", "conditional": {"hide": "=part != 1"}}
    form = form_of(KIND, text)

    assert form.visible({}, {"part": 1}) == {"kind", "#about"}
    assert form.visible({}, {"part": 2}) == {"kind"}
    assert form.check({"kind": "person"}, {"part": 1}) == {"kind": "person"}


def test_a_condition_may_ask_for_the_time_where_it_is_given(form_of):
    late = {"hide": '=now() < date and time("2026-03-02T00:00:00Z")'}
    form = form_of({**NOTE, "conditional": late})

    assert form.visible({}, at=datetime(2026, 3, 1, tzinfo=UTC)) == set()
    assert form.visible({}, at=datetime(2026, 3, 3, tzinfo=UTC)) == {"note"}
    with pytest.raises(ValueError, match="give the moment"):
        form.visible({})


def test_each_row_is_checked_with_its_own_answers(form_of, faults_of):
    with pytest.raises(Invalid) as refusal:
        form_of(heirs()).check(
            {
                "heirs": [
                    {"name": "李", "age": 9},
                    {"age": 40},
                    {"name": "王", "age": "old", "x": 1},
                    3,
                ]
            }
        )

    assert faults_of(refusal) == {
        ("answers.heirs.1.name", "answers.required"),
        ("answers.heirs.1.phone", "answers.required"),
        ("answers.heirs.2.age", "answers.not_a_number"),
        ("answers.heirs.2.phone", "answers.required"),
        ("answers.heirs.2.x", "answers.unknown"),
        ("answers.heirs.3", "answers.not_an_object"),
    }


def test_the_conditions_of_a_row_see_the_answers_around_it(form_of):
    form = form_of(KIND, heirs())

    kept = form.check({"kind": "company", "heirs": [{"name": "李", "age": "40"}, {"name": ""}]})

    assert kept == {"kind": "company", "heirs": [{"name": "李", "age": 40}]}


@pytest.mark.parametrize(("count", "fits"), [(0, False), (1, True), (2, True), (3, False)])
def test_a_table_has_as_many_rows_as_the_form_allows(form_of, count, fits):
    form = form_of(heirs(validate={"required": True}, properties={"max_rows": "2"}))
    answers = {"heirs": [{"name": "李", "age": 9}] * count}

    if fits:
        assert len(form.check(answers)["heirs"]) == count
    else:
        with pytest.raises(Invalid, match="Give 1 to 2 rows"):
            form.check(answers)


@pytest.mark.parametrize("sent", ["x", 3, {"name": "李"}])
def test_a_table_that_is_no_list_is_refused(form_of, faults_of, sent):
    with pytest.raises(Invalid) as refusal:
        form_of(heirs()).check({"heirs": sent})

    assert faults_of(refusal) == {("answers.heirs", "answers.not_a_list")}


def test_what_a_browser_posts_becomes_answers(form_of):
    tick = {"type": "checkbox", "key": "sure", "label": "Sure"}
    sold = {"type": "checklist", "key": "sold", "label": "Sold", "values": [{"value": "tea"}]}
    form = form_of(KIND, tick, sold, heirs())
    posted = {
        "csrf_token": ["x"],
        "kind": ["person"],
        "sure": ["on"],
        "sold": ["tea"],
        "heirs.0.name": ["李"],
        "heirs.0.age": ["9"],
        "heirs.7.name": [""],
    }

    kept = form.check(form.posted(posted))

    rows = [{"name": "李", "age": 9}]
    assert kept == {"kind": "person", "sure": True, "sold": ["tea"], "heirs": rows}
