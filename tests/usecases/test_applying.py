"""Handing in: everything that is wrong is told at once, and what is right opens a case."""

from hashlib import sha256

import pytest
from sqlalchemy import select, text
from stdnum import luhn

from app.storage.case import applications
from app.storage.case.cases import Case
from app.storage.office import items
from app.usecases.cases import applying
from app.usecases.cases.applying import HandIn
from engine.errors import Invalid, NotFound
from tests.office import TEA
from tests.usecases.desk import PARTY, STRANGER


def refusal_of(desk, applicant=PARTY, answers=TEA):
    with pytest.raises(Invalid) as refused:
        desk.do(STRANGER, applying.submit, HandIn("enterprise_setup", applicant, dict(answers)))
    return refused.value


def everything_stored(desk):
    with desk.look() as work:
        tables = work.session.bind.dialect.get_table_names(work.session.connection())
        return str([work.session.execute(text(f'SELECT * FROM "{t}"')).all() for t in tables])  # noqa: S608


def test_faults_of_applicant_and_answers_are_told_together(desk):
    refusal = refusal_of(desk, {"name": "", "phone": "?"}, {"company_name": "甲"})

    places = {fault.place for fault in refusal.faults}
    assert {"applicant.name", "applicant.phone", "answers.address", "answers.promise"} <= places


@pytest.mark.parametrize("email", ["he@", "he@example", "何@example.cn", "a" * 250 + "@e.cn"])
def test_an_address_that_is_none_is_told(desk, email):
    refusal = refusal_of(desk, PARTY | {"email": email})

    assert [fault.place for fault in refusal.faults] == ["applicant.email"]


@pytest.mark.parametrize(("given", "kept"), [("he@example.cn", "he@example.cn"), ("", None)])
def test_an_address_is_kept_where_one_is_given(desk, given, kept):
    applied = HandIn("enterprise_setup", PARTY | {"email": given}, dict(TEA))
    desk.do(STRANGER, applying.submit, applied)

    assert [one.get("email") for one in desk.all(select(Case.applicant))] == [kept]


def test_what_is_refused_leaves_nothing(desk):
    refusal_of(desk, answers=TEA | {"representative_id": "330108198806152346"})

    assert desk.all(Case.__table__.select()) == []


def test_what_nobody_asked_for_is_refused(desk):
    refusal = refusal_of(desk, PARTY | {"state": "granted"}, TEA | {"due_at": "2099"})

    assert {"applicant.state", "answers.due_at"} <= {fault.place for fault in refusal.faults}


@pytest.mark.parametrize("name", ["   ", "何\x00清荷", "何\ud800", "何\u202e清荷", "甲" * 101])
def test_a_name_that_cannot_be_written_is_refused(desk, name):
    assert {fault.place for fault in refusal_of(desk, PARTY | {"name": name}).faults} == {
        "applicant.name"
    }


def test_identity_numbers_of_every_place_are_taken_if_their_check_digit_is_right(desk):
    assert desk.hand_in().applicant["id_number"] == "330108198806152345"
    assert refusal_of(desk, PARTY | {"id_number": "330108198806152346"}).faults


def test_a_company_applies_under_its_credit_code(desk):
    party = PARTY | {"id_number": "91110000600037341l"}

    case, _ = desk.do(STRANGER, applying.submit, HandIn("enterprise_setup", party, TEA))

    assert case.applicant["id_number"] == "91110000600037341L"


def test_a_number_has_the_year_a_running_number_and_a_check_digit(desk):
    year, running, check = desk.hand_in().number.split("-")

    assert (year, len(running)) == ("2026", 6)
    assert luhn.is_valid(year + running + check)


def test_numbers_are_never_given_twice(desk):
    numbers = [desk.hand_in().number for _ in range(5)]

    assert len(set(numbers)) == 5


def test_the_code_is_kept_only_as_a_hash(desk):
    case = desk.hand_in()

    plain = desk.code.replace("-", "")
    assert case.code_hash == sha256(f"{case.number}\n{plain}".encode()).hexdigest()
    assert desk.code not in everything_stored(desk)
    assert plain not in everything_stored(desk)


def test_codes_have_at_least_forty_random_bits():
    codes = {applying.new_code() for _ in range(1000)}

    assert len(codes) == 1000
    assert len(applying.ALPHABET) ** 12 > 2**40


@pytest.mark.parametrize("item", ["nothing", "enterprise_change", ""])
def test_an_item_one_cannot_apply_for_is_not_found(desk, item):
    with pytest.raises(NotFound):
        desk.do(STRANGER, applying.submit, HandIn(item, PARTY, TEA))


def test_an_item_without_a_published_process_is_not_found(desk):
    with desk.work(STRANGER) as work:
        items.get(work.session, "enterprise_setup").process = "never_published"

    with pytest.raises(NotFound) as refused:
        desk.hand_in()

    assert refused.value.code == "process.unpublished"


def test_a_new_case_asks_the_window_and_shows_the_receipt(desk):
    case = desk.hand_in()

    assert (case.state, case.version, case.departments) == ("submitted", 1, ["window"])
    assert [task.step for task in desk.tasks()] == ["check_materials"]
    assert desk.told()[0] == "case.submitted"
    assert "paper.issued" in desk.told()


def test_a_clerk_who_hands_in_for_somebody_is_recorded(desk):
    case = desk.hand_in(who="zhouwenjing")

    with desk.look() as work:
        first = applications.of_case(work.session, desk.case())[0]
    assert case.entered_by == desk.actor("zhouwenjing").id == first.submitted_by


def test_the_limits_of_the_item_stay_as_they_were_at_hand_in(desk):
    desk.hand_in()
    with desk.work(STRANGER) as work:
        items.get(work.session, "enterprise_setup").promised_days = 1
    desk.answer("zhouwenjing", "check_materials", {"identity_checked": True, "outcome": "accept"})

    assert str(desk.case().promised_due_on) == "2026-03-30"
