"""What counts as an answer: rows D01 to D14 of facts/reliability.md 2.1."""

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import Invalid
from engine.forms import Form

VALUES = [{"label": "甲", "value": "a"}, {"label": "乙", "value": "b"}, {"value": "c"}]


def field(type_: str = "textfield", key: str = "x", **told: object) -> dict[str, object]:
    return {"type": type_, "key": key, "label": key, **told}


CHOSEN = {"select": field("select", values=VALUES), "checklist": field("checklist", values=VALUES)}


@pytest.mark.parametrize(
    ("asked", "given_", "kept"),
    [
        (field(), " 荷塘茶业 ", "荷塘茶业"),
        (field(), "a\u200bb", "ab"),
        (field("textarea"), "a\r\nb", "a\nb"),
        (field("number"), "12.50", 12.5),
        (field("number"), 3.0, 3),
        (field("number"), Decimal("-5"), -5),
        (field("number"), "007", 7),
        (field("checkbox"), True, True),
        (field("datetime"), "2028-02-29", "2028-02-29"),
        (field("datetime", subtype="time"), "09:30", "09:30"),
        (field("datetime", subtype="datetime"), "2026-03-02T09:30", "2026-03-02T09:30"),
        (CHOSEN["select"], "b", "b"),
        (CHOSEN["checklist"], ["c", "a"], ["a", "c"]),
        (field(properties={"format": "id_card"}), "11010519491231002x", "11010519491231002X"),
        (field(properties={"format": "uscc"}), "91110000600037341L", "91110000600037341L"),
        (field(properties={"format": "postcode"}), "100000", "100000"),
        (field(validate={"validationType": "phone"}), "010-12345678", "010-12345678"),
        (field(validate={"validationType": "email"}), "li@example.org", "li@example.org"),
    ],
)
def test_an_answer_is_kept_in_its_one_form(form_of, asked, given_, kept):
    assert form_of(asked).check({"x": given_}) == {"x": kept}


REFUSED = [
    (field("number"), float("nan"), "answers.not_a_number"),
    (field("number"), float("inf"), "answers.not_a_number"),
    (field("number"), "1e999", "answers.not_a_number"),
    (field("number"), 10**5000, "answers.not_a_number"),
    (field("number"), "1,000", "answers.not_a_number"),
    (field("number"), "１０００", "answers.not_a_number"),
    (field("number"), "1e3", "answers.not_a_number"),
    (field("number"), "0.12345678901234567890", "answers.not_a_number"),
    (field("number"), Decimal("1.00000000000000000000000000000000001"), "answers.not_a_number"),
    (field("number"), True, "answers.not_a_number"),
    (field("number", validate={"min": 0}), -5, "answers.too_small"),
    (field("number", validate={"max": 10}), "10.01", "answers.too_large"),
    (field("number", decimalDigits=2), "1.001", "answers.too_exact"),
    (field(), "a\x00b", "answers.control_character"),
    (field(), "a\ud800", "answers.control_character"),
    (field(), "two\nlines", "answers.control_character"),
    (field(), "gnp\u202egpj.exe", "answers.direction_mark"),
    (field(), "\u2066a", "answers.direction_mark"),
    (field(), "a" * 501, "answers.too_long"),
    (field(validate={"maxLength": 5}), "123456", "answers.too_long"),
    (field(validate={"minLength": 5}), "1234", "answers.too_short"),
    (field("textarea"), "长" * 10_001, "answers.too_long"),
    (field(), 3, "answers.not_text"),
    (field(), {"typename": "date"}, "answers.not_text"),
    (field("datetime"), "2026-02-30", "answers.not_a_moment"),
    (field("datetime"), "31/12/2026", "answers.not_a_moment"),
    (field("datetime"), "0001-01-01", "answers.not_a_moment"),
    (field("datetime"), "9999-01-01", "answers.not_a_moment"),
    (field("datetime"), "２０２６-01-01", "answers.not_a_moment"),
    (field("datetime", subtype="time"), "24:30", "answers.not_a_moment"),
    (field(properties={"format": "id_card"}), "110105194912310021", "answers.format"),
    (field(properties={"format": "id_card"}), "110105491231002", "answers.format"),
    (field(properties={"format": "id_card"}), "110105199902300023", "answers.format"),
    (field(properties={"format": "uscc"}), "91110000600037341X", "answers.format"),
    (field(validate={"validationType": "phone"}), "12", "answers.format"),
    (CHOSEN["select"], "d", "answers.not_an_option"),
    (CHOSEN["select"], ["a"], "answers.not_an_option"),
    (CHOSEN["checklist"], ["a", "d"], "answers.not_an_option"),
    (CHOSEN["checklist"], ["a", "a"], "answers.twice"),
    (CHOSEN["checklist"], "a", "answers.not_an_option"),
    (field("checkbox"), "yes", "answers.not_yes_or_no"),
]


@pytest.mark.parametrize(("asked", "given_", "code"), REFUSED, ids=range(len(REFUSED)))
def test_what_is_no_answer_is_refused_d_01_to_d_13(form_of, faults_of, asked, given_, code):
    with pytest.raises(Invalid) as refusal:
        form_of(asked).check({"x": given_})

    assert refusal.value.code == "answers.invalid"
    assert faults_of(refusal) == {("answers.x", code)}


@pytest.mark.parametrize(
    "key", ["status", "assignee", "due_at", "version", "typename", "__proto__"]
)
def test_what_the_form_does_not_ask_is_refused_d_14(form_of, faults_of, key):
    with pytest.raises(Invalid) as refusal:
        form_of(field()).check({key: "approved"})

    assert faults_of(refusal) == {(f"answers.{key}", "answers.unknown")}


def test_a_file_is_no_answer(form_of, faults_of):
    form = form_of(field(), field("filepicker", "lease", validate={"required": True}))

    assert form.check({"x": "a"}) == {"x": "a"}
    with pytest.raises(Invalid) as refusal:
        form.check({"lease": "scan.pdf"})
    assert faults_of(refusal) == {("answers.lease", "answers.unknown")}


def test_bottomless_answers_are_refused_d_05(form_of, faults_of):
    deep: object = "x"
    for _ in range(5000):
        deep = [{"x": deep}]

    with pytest.raises(Invalid) as refusal:
        form_of(field()).check({"x": deep})

    assert faults_of(refusal) == {("answers.x", "answers.not_text")}


@pytest.mark.parametrize("answers", [None, [], "x", 3])
def test_answers_that_are_no_object_are_refused_d_19(form_of, answers):
    with pytest.raises(Invalid):
        form_of(field()).check(answers)


def test_everything_wrong_is_told_at_once(form_of, faults_of):
    form = form_of(field(validate={"required": True}), field("number", "n"), field("datetime", "d"))

    with pytest.raises(Invalid) as refusal:
        form.check({"n": "many", "d": "soon", "status": 1})

    assert {place for place, _ in faults_of(refusal)} == {
        "answers.x",
        "answers.n",
        "answers.d",
        "answers.status",
    }


def test_what_is_wrong_is_told_in_the_order_of_the_form(form_of):
    asked = [
        field(key="first", validate={"validationType": "phone"}),
        field(key="second", validate={"required": True}),
    ]

    with pytest.raises(Invalid) as refusal:
        form_of(*asked).check({"other": "1", "first": "12"})

    told = [fault.place for fault in refusal.value.faults]
    assert told == ["answers.first", "answers.second", "answers.other"]


@pytest.mark.parametrize("blank", [None, "", " \n", []])
def test_an_empty_answer_is_none(form_of, blank):
    assert form_of(field()).check({"x": blank}) == {}
    with pytest.raises(Invalid):
        form_of(field(validate={"required": True})).check({"x": blank})


def test_a_box_that_must_be_ticked_is_ticked(form_of, faults_of):
    form = form_of(field("checkbox", validate={"required": True}))

    for answers in ({}, {"x": False}):
        with pytest.raises(Invalid) as refusal:
            form.check(answers)
        assert faults_of(refusal) == {("answers.x", "answers.required")}
    assert form_of(field("checkbox")).check({}) == {"x": False}


@pytest.mark.parametrize("told", [{"readonly": True}, {"disabled": True}])
def test_a_read_only_field_may_be_sent_back_but_not_changed_d_15(form_of, faults_of, told):
    form = form_of(field(validate={"required": True}, **told))

    assert form.check({}) == {}
    assert form.check({"x": "a"}, scope={"x": "a"}) == {}
    with pytest.raises(Invalid) as refusal:
        form.check({"x": "b"}, scope={"x": "a"})
    assert faults_of(refusal) == {("answers.x", "answers.read_only")}


TEXT = st.text("ab09.-:T \n中\x00\u202e\u200b\ud800", max_size=12)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(TEXT | st.just("n"), inner, max_size=3)
    ),
    max_leaves=8,
)
PLAIN = ("textfield", "textarea", "number", "checkbox", "datetime")
EVERYTHING = Form.read(
    json.dumps(
        {
            "components": [
                *[field(kind, f"a_{kind}") for kind in PLAIN],
                field("checklist", "checklist", values=VALUES),
                {"type": "dynamiclist", "path": "rows", "components": [field("number", "n")]},
            ]
        }
    ).encode(),
    "all.form",
)


@given(st.dictionaries(st.sampled_from([one.key for one in EVERYTHING.fields]), JSON))
def test_whatever_is_sent_is_refused_or_becomes_plain_json_that_is_taken_again(answers):
    try:
        kept = EVERYTHING.check(answers)
    except Invalid:
        return

    stored = json.loads(json.dumps(kept, allow_nan=False, ensure_ascii=False).encode())

    assert EVERYTHING.check(stored) == kept


DELIVERED = field("datetime", "delivered_on", properties={"latest": "today"})
LATE = datetime(2026, 3, 2, 16, 30, tzinfo=UTC)  # half past midnight in the office, on 3 March


@pytest.mark.parametrize("day", ["1999-12-31", "2026-03-02", "2026-03-03"])
def test_a_day_that_has_come_in_the_office_is_taken(form_of, day):
    assert form_of(DELIVERED).check({"delivered_on": day}, at=LATE) == {"delivered_on": day}


def test_a_day_that_has_not_come_is_refused_in_lists_too(form_of, faults_of):
    rows = {"type": "dynamiclist", "path": "papers", "label": "x", "components": [DELIVERED]}
    ahead = {"delivered_on": "2026-03-04"}

    with pytest.raises(Invalid) as refusal:
        form_of(DELIVERED, rows).check({**ahead, "papers": [ahead]}, at=LATE)

    places = {"answers.delivered_on", "answers.papers.0.delivered_on"}
    assert faults_of(refusal) == {(place, "answers.not_yet") for place in places}


@pytest.mark.parametrize(
    "asked",
    [
        field("datetime", properties={"latest": "tomorrow"}),
        field("datetime", subtype="time", properties={"latest": "today"}),
        field("number", properties={"latest": "today"}),
    ],
)
def test_only_a_date_has_a_latest_day_and_that_is_today(form_of, faults_of, asked):
    with pytest.raises(Invalid) as refusal:
        form_of(asked)

    assert {code for _, code in faults_of(refusal)} == {"form.latest"}


def test_a_moment_of_no_known_kind_with_a_latest_day_has_each_fault_once(form_of):
    with pytest.raises(Invalid) as refusal:
        form_of(field("datetime", subtype="week", properties={"latest": "today"}))

    assert [fault.code for fault in refusal.value.faults] == ["form.latest", "form.subtype"]
