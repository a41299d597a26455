"""A notice leaves the house for everybody who wants it, by every way they want, once."""

import pytest
from sqlalchemy import select

from app.storage.post.notices import Notice
from app.usecases.letters.addressing import address
from app.usecases.letters.wishing import Wishes, wish
from app.usecases.office import staffing
from engine.errors import Invalid
from tests.usecases.desk import CLOCK, CORRECT, PARTY

OVERDUE = "notice.overdue"


def by(house):
    return [(one.channel, one.state) for one in house.letters() if one.person_id is not None]


def test_who_has_an_address_is_told_by_e_mail_when_a_limit_has_passed(late):
    late.send()

    to, told = late.email.carried[0]
    assert (to, by(late)) == ("li@example.gov.cn", [("email", "sent")])
    assert told.subject.startswith(late.number)
    assert "https://lianshen.example.gov.cn/notices" in told.text


def test_the_applicant_is_told_by_sms_how_the_case_goes(house):
    house.hand_in()
    house.wait_until("2026-03-25T09:00")
    house.pass_due()
    house.send()

    assert {to for to, _ in house.sms.carried} <= {"13805710001"}
    assert {one.person_id for one in house.letters()} <= {None}


def test_an_applicant_who_gave_an_address_is_told_by_e_mail_too(house):
    house.hand_in(party=PARTY | {"email": "he@example.cn"})
    house.answer("zhouwenjing", "check_materials", CORRECT)
    house.send()

    assert {to for to, _ in house.email.carried} == {"he@example.cn"}
    assert len(house.sms.carried) == len(house.email.carried)


def test_a_notice_is_looked_at_once(late):
    late.send()
    late.send()

    assert len(late.email.carried) == 1
    assert late.all(select(Notice.id).where(~Notice.handed_on)) == []


@pytest.mark.parametrize(
    ("wished", "expected"),
    [
        ({"email": [], "sms": []}, []),
        ({"sms": [OVERDUE]}, [("sms", "sent")]),
        ({"email": [OVERDUE], "sms": [OVERDUE]}, [("email", "sent"), ("sms", "sent")]),
    ],
)
def test_people_wish_which_notices_leave_the_house_and_how(late, wished, expected):
    late.wishes("xuchangqing", phone="13805710009", by=wished)
    late.send()

    assert by(late) == expected


def test_who_has_left_is_told_nothing(late):
    late.do(CLOCK, address, {"email"})
    person = int(late.actor("xuchangqing").id.removeprefix("person:"))
    late.do("chengxiao", staffing.leave, person)
    late.send()

    assert (late.email.carried, by(late)) == ([], [("email", "dropped")])


def test_without_a_way_out_nothing_is_handed_on_and_who_knows_one_brings_it_out(late):
    assert late.do(CLOCK, address, set()) == 0

    late.send()

    assert by(late) == [("email", "sent")]


def test_a_clock_without_a_way_out_leaves_the_notices_to_the_server(late):
    ways = late.app.extensions["carriers"]
    late.app.extensions["carriers"] = {}
    assert late.send() == 0

    late.app.extensions["carriers"] = ways

    assert late.send() > 0


def test_a_way_out_that_comes_later_brings_no_old_news(late):
    late.wait_until("2026-04-28T09:00")
    late.send()

    assert (late.email.carried, by(late)) == ([], [])
    assert late.all(select(Notice.id).where(~Notice.handed_on)) == []


def test_everything_wrong_with_an_address_is_told_at_once(house):
    with pytest.raises(Invalid) as refused:
        house.do("xuchangqing", wish, 1, Wishes("li@", "none", None))

    assert [fault.place for fault in refused.value.faults] == ["email", "phone"]
