"""What an authority above decides on is sent up in time: Art. 43, D-10, decision 199."""

from datetime import date

import pytest
from sqlalchemy import select

from app.storage.clock.deadlines import Deadline
from app.storage.joint.questions import Question
from app.storage.supervision.cards import Card
from app.usecases.asking import closing, consulting, putting, raising
from app.usecases.asking.consulting import Response
from app.usecases.asking.wishes import Wish
from engine.errors import Conflict, Invalid, NotAllowed
from tests.usecases.asking.conftest import FIRE, LEAD

ABOVE = "临江市消防救援支队"


def report(desk, who=FIRE, **said):
    wish = Wish("higher", "超出本级权限", **{"body": ABOVE, "stop": True} | said)
    return desk.do(who, putting.ask, desk.task("opine", "fire").id, wish)


@pytest.fixture
def reported(asked):
    """Fire reports its opinion to the authority above on Monday 2 March 2026."""
    report(asked)
    return asked


def question(desk):
    return desk.all(select(Question))[-1]


def limit(desk):
    return desk.all(select(Deadline).where(Deadline.kind == "upward"))[-1]


def forward(desk, who=FIRE):
    return desk.do(who, raising.forwarded, desk.number, question(desk).id)


def record(desk, came_on, text="同意"):
    day = came_on and date.fromisoformat(came_on)
    return desk.do(FIRE, closing.answer, desk.number, question(desk).id, text, day)


def test_it_is_sent_up_within_three_working_days_while_the_step_waits(reported):
    assert (limit(reported).due_on, limit(reported).basis[-7:]) == (date(2026, 3, 5), "Art. 43")
    assert reported.task("opine", "fire").due_at.year == 9999
    assert "notice.question_raised" in [one.what for one in reported.notices()]
    assert reported.breaches() == []


def test_what_was_sent_up_in_time_is_kept_and_noted_once(reported):
    with pytest.raises(NotAllowed):
        forward(reported, LEAD)
    forward(reported)

    assert (limit(reported).state, limit(reported).asked) == ("met", None)
    assert reported.history()[-1].what == "question.forwarded"
    with pytest.raises(Conflict):
        forward(reported)


def test_what_is_not_sent_up_in_time_gets_a_yellow_card_t_42(reported):
    reported.wait_until("2026-03-06T00:05")
    reported.pass_due()
    forward(reported)

    cards = [(one.rule, one.level) for one in reported.all(select(Card))]
    assert ("not_forwarded", "yellow") in cards
    assert (limit(reported).state, limit(reported).asked) == ("fired", None)


def test_its_answer_is_recorded_by_the_department_and_the_step_goes_on(reported):
    forward(reported)
    with pytest.raises(NotAllowed):
        reported.do(LEAD, closing.answer, reported.number, question(reported).id, "同意")

    record(reported, "2026-03-02")

    assert (question(reported).closing, question(reported).answer) == ("answered", "同意")
    assert reported.task("opine", "fire").due_at.year == 2026
    assert reported.breaches() == []


def test_it_may_answer_by_its_link_and_need_not_have_been_noted_as_sent(reported):
    who = consulting.body_of(question(reported), reported.number, "处长 李明")

    reported.do(who, consulting.respond, reported.number, question(reported).id, Response("同意"))

    assert question(reported).closed_by_name == f"{ABOVE}（处长 李明）"
    assert limit(reported).state == "met"


@pytest.mark.parametrize("by_link", [True, False])
def test_the_applicant_hears_at_once_that_it_has_replied_facts_2_4_3(reported, by_link):
    """Two working days are allowed: the notice comes with the reply, and without its words."""
    who = consulting.body_of(question(reported), reported.number, "李明") if by_link else FIRE
    asked = (reported.number, question(reported).id)
    if by_link:
        reported.do(who, consulting.respond, *asked, Response("同意"))
    else:
        reported.do(who, closing.answer, *asked, "同意", date(2026, 3, 2))

    (told,) = [one for one in reported.notices() if one.what == "notice.authority_replied"]
    assert (told.group, told.params) == ("applicant", {"body": ABOVE})
    assert told.written_at == question(reported).closed_at


def test_the_applicant_hears_nothing_of_what_was_taken_back(reported):
    reported.do(FIRE, closing.withdraw, reported.number, question(reported).id)

    assert "notice.authority_replied" not in [one.what for one in reported.notices()]


def test_it_waits_once_at_a_time_and_the_authority_has_a_name(reported):
    with pytest.raises(Invalid) as refused:
        report(reported, body="")

    assert {one.place for one in refused.value.faults} == {"to", "body", "stop"}


def test_taken_back_nobody_has_to_send_it_up(reported):
    reported.do(FIRE, closing.withdraw, reported.number, question(reported).id)

    assert (limit(reported).state, limit(reported).asked) == ("cancelled", None)
    assert reported.task("opine", "fire").due_at.year == 2026


def test_the_opinion_that_ends_the_step_ends_the_report_too(reported):
    reported.answer(FIRE, "opine", {"opinion": "agree"}, department="fire")

    assert question(reported).closing == "over"
    assert limit(reported).state != "running"
    assert reported.breaches() == []


@pytest.mark.parametrize("came_on", [None, "2026-03-01", "2026-03-10"])
def test_it_came_in_between_the_day_it_was_reported_and_today(reported, came_on):
    reported.wait_until("2026-03-09T09:00")
    with pytest.raises(Invalid) as refused:
        record(reported, came_on, " ")

    assert {one.place for one in refused.value.faults} == {"text", "came_on"}


def test_of_no_other_answer_it_is_said_when_it_came_in(asked):
    wish = Wish("lead", "面积是多少？")
    asked.do(FIRE, putting.ask, asked.task("opine", "fire").id, wish)
    with pytest.raises(Invalid) as refused:
        asked.do(LEAD, closing.answer, asked.number, question(asked).id, "86", date(2026, 3, 2))

    assert [one.code for one in refused.value.faults] == ["question.no_receipt"]


def test_a_reply_recorded_late_gives_the_step_no_day_more_facts_2_4_3(reported):
    """The reply comes on 3 March; of the three working days of the step the first is 4 March."""
    reported.wait_until("2026-03-09T09:00")
    record(reported, "2026-03-03")
    passed = reported.pass_due()

    assert str(reported.task("opine", "fire").due_on) == "2026-03-06"
    assert "opine" in passed
    assert reported.breaches() == []


def test_a_pause_that_ended_as_planned_is_cut_to_the_day_of_the_reply(reported):
    forward(reported)
    reported.wait_until("2026-03-31T09:00")
    passed = reported.pass_due()
    before = reported.task("opine", "fire").due_on
    record(reported, "2026-03-03")
    reported.pass_due()

    assert "pause" in passed
    assert (str(before), str(reported.task("opine", "fire").due_on)) == ("2026-04-02", "2026-03-06")
    assert reported.breaches() == []


def test_who_is_told_of_a_reply_too_late_gets_the_office_a_yellow_card_facts_2_4_3(reported):
    forward(reported)
    reported.wait_until("2026-03-06T09:00")
    record(reported, "2026-03-03")
    late = reported.deadlines(kind="reply_notice")
    reported.pass_due()

    assert [str(one.due_on) for one in late] == ["2026-03-05"]
    assert [one.rule for one in reported.all(select(Card))].count("reply_not_told") == 1
    assert reported.breaches() == []


def test_a_reply_recorded_within_two_working_days_was_told_in_time(reported):
    forward(reported)
    reported.wait_until("2026-03-05T17:00")
    record(reported, "2026-03-03")

    assert reported.deadlines(kind="reply_notice") == []
