"""On which day a case counts as received, and what counts from there: Art. 32, facts D-07, D-21."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from app.storage.case.papers import Paper
from app.usecases.clocks.grounds import ReceiptRule
from engine.rules.deadlines import OFFICE_ZONE
from tests.office import TEA
from tests.usecases import collecting, drawing
from tests.usecases.desk import CORRECT, Desk

OPINION = {"opinion": "ok"}
ARTICLES = "公司章程（全体股东签署）"


@pytest.fixture
def literal(parts):
    """The desk of an office that takes each day as it is."""
    rules = replace(parts.clock, receipt=ReceiptRule(rolled=False))
    return Desk(replace(parts, clock=rules))


@pytest.fixture
def at_once(desk):
    """An item that is done at once: handed in, accepted and decided by the window."""
    drawing.shelve(desk, drawing.granting(), handling_kind="immediate", promised_days=1)
    return desk


@pytest.mark.parametrize(
    ("sent", "received"),
    [
        ("2026-04-30T16:00", date(2026, 4, 30)),
        ("2026-04-30T17:30", date(2026, 5, 6)),
        ("2026-05-01T10:00", date(2026, 5, 6)),
        ("2026-05-09T10:00", date(2026, 5, 9)),
    ],
    ids=["T-22 in hours", "T-22 after hours", "T-22 holiday", "T-23 make-up day"],
)
def test_what_comes_after_hours_counts_as_received_on_the_next_working_day_d_07(
    desk, sent, received
):
    desk.wait_until(sent)
    case = desk.hand_in()

    assert (case.received_on, case.completed_on) == (received, received)
    assert case.received_at.astimezone().isoformat()[:10] <= received.isoformat()


def test_nothing_is_accepted_before_it_counts_as_received_d_05(desk):
    """Saturday 19 September is a day off, Sunday 20 is worked."""
    drawing.shelve(desk, drawing.granting())
    desk.wait_until("2026-09-19T10:00")
    desk.hand_in({}, item="granting")
    case = desk.answer("zhouwenjing", "accept", OPINION)

    assert case.accepted_on == case.received_on == date(2026, 9, 20)
    assert case.promised_due_on == date(2026, 10, 10)


def test_no_paper_about_an_application_is_dated_before_it_counts_as_received_art_32(desk):
    """The window stays open on a Saturday off; the application counts as Sunday's, a day worked."""
    drawing.shelve(desk, drawing.granting())
    desk.wait_until("2026-09-19T10:00")
    desk.hand_in({}, item="granting")
    desk.answer("zhouwenjing", "accept", OPINION)
    case = desk.answer("zhouwenjing", "decide", OPINION)

    assert case.decided_on == case.accepted_on == date(2026, 9, 20)
    (paper,) = [one for one in desk.all(select(Paper)) if one.kind == "GRANT_DECISION"]
    assert paper.dated_on == date(2026, 9, 20)
    assert paper.issued_at.astimezone(OFFICE_ZONE).date() == date(2026, 9, 19)  # as it was


def test_a_receipt_bears_the_day_it_was_handed_out_and_says_the_day_that_counts(desk):
    desk.wait_until("2026-04-30T20:00")
    desk.hand_in()

    (receipt,) = [one for one in desk.all(select(Paper)) if one.kind == "RECEIPT"]
    assert receipt.dated_on == date(2026, 4, 30)
    assert receipt.content["received_on"] == "2026-05-06"
    assert receipt.content["received_at"].startswith("2026-04-30T20:00")


def test_a_correction_handed_in_after_hours_is_accepted_on_the_next_working_day_d_05(desk):
    desk.hand_in()
    desk.answer("zhouwenjing", "check_materials", CORRECT)
    desk.wait_until("2026-03-06T20:00")
    desk.answer("party", "correct_materials", TEA)
    case = desk.answer("zhouwenjing", "check_corrected", {"outcome": "accept"})

    papers = [one for one in desk.all(select(Paper)) if one.kind == "ACCEPTANCE_NOTICE"]
    assert [one.dated_on for one in papers] == [case.accepted_on] == [date(2026, 3, 9)]


def test_a_correction_has_a_receipt_of_its_own_with_its_moment_and_files_art_32(desk):
    desk.hand_in()
    desk.answer("zhouwenjing", "check_materials", CORRECT)
    desk.wait_until("2026-03-06T20:00")
    collecting.hand_in(desk, "articles", "公司章程.png")
    desk.answer("party", "correct_materials", TEA)

    first, later = [one for one in desk.all(select(Paper)) if one.kind == "RECEIPT"]
    assert "again" not in first.content
    assert later.content["received_at"].startswith("2026-03-06T20:00")
    assert later.content["received_on"] == "2026-03-09"
    assert (later.dated_on, later.content["title"]) == (date(2026, 3, 6), "补正材料接收凭证")
    assert [one["name"] for one in later.content["materials"]] == [ARTICLES]


def test_an_office_may_take_the_day_as_it_is_d_07(literal):
    literal.wait_until("2026-05-01T10:00")

    assert literal.hand_in().received_on == date(2026, 5, 1)


def test_silence_is_counted_from_the_day_of_receipt_not_from_the_night_before_art_32(desk):
    desk.wait_until("2026-04-30T20:00")
    desk.hand_in()

    (silence,) = desk.deadlines(kind="timer")
    assert silence.due_on == date(2026, 5, 12)  # five working days after 6 May: T-24 rolled
    assert desk.task("check_materials").due_on >= date(2026, 5, 7)


def test_an_incomplete_application_is_answered_within_five_working_days_t_24_art_32(desk):
    desk.wait_until("2026-04-29T10:00")
    desk.hand_in()

    assert desk.deadlines(kind="timer")[0].due_on == date(2026, 5, 9)


def test_without_a_notice_it_is_accepted_from_the_day_of_receipt_t_25_art_32(desk):
    desk.wait_until("2026-04-29T10:00")
    desk.hand_in()
    desk.wait_until("2026-05-10T00:00")
    desk.pass_due()

    assert desk.case().accepted_on == date(2026, 4, 29)


def test_an_immediate_item_is_due_when_the_office_closes_d_21(at_once):
    at_once.hand_in({}, item="granting")
    at_once.answer("zhouwenjing", "accept", OPINION)

    (promised,) = at_once.deadlines(kind="promised")
    assert promised.due_at.isoformat() == "2026-03-02T09:30:00+00:00"  # 17:30 in the office
    assert promised.due_on == at_once.case().promised_due_on == date(2026, 3, 2)


def test_an_immediate_item_after_hours_is_the_next_working_days_d_21(at_once):
    at_once.wait_until("2026-03-06T18:00")
    at_once.hand_in({}, item="granting")
    at_once.answer("zhouwenjing", "accept", OPINION)

    assert at_once.case().promised_due_on == date(2026, 3, 9)
