"""Notices: written with the deed, once each, to those they concern."""

import pytest

from app.storage.post import notices
from app.usecases.cases import withdrawing
from app.usecases.tasks import claiming
from tests.office import TEA
from tests.usecases.desk import ACCEPT, CORRECT


def seen_by(desk, who):
    with desk.look(who) as work:
        return [notice.what for notice, _ in notices.mine(work.session, work.actor)]


def claim_and_fail(work, task_id):
    claiming.claim(work, task_id)
    raise LookupError


def unread(desk, who):
    with desk.look(who) as work:
        return notices.unread(work.session, work.actor)


def test_the_applicant_is_told_when_it_is_their_turn(desk):
    desk.hand_in()
    desk.answer("zhouwenjing", "check_materials", CORRECT)

    told = desk.notices()
    assert [(n.what, n.group, n.params["task"]) for n in told] == [
        ("notice.your_turn", "applicant", "补正材料")
    ]


def test_the_applicant_is_told_how_the_case_ended(desk):
    desk.hand_in()
    desk.do("party", withdrawing.withdraw, desk.number, "")

    assert desk.notices()[-1].params == {"outcome": "withdrawn"}


def test_a_refused_deed_tells_nobody(desk):
    desk.hand_in()
    before = len(desk.notices())

    with pytest.raises(LookupError):
        desk.do("zhouwenjing", claim_and_fail, desk.task("check_materials").id)

    assert (len(desk.notices()), desk.task("check_materials").assignee_id) == (before, None)


def test_everybody_in_a_group_sees_its_notices_and_nobody_else(desk):
    desk.accepted()
    desk.wait_until("2026-04-20T09:00")
    desk.pass_due()

    assert "notice.overdue" in seen_by(desk, "xuchangqing")
    assert "notice.overdue" in seen_by(desk, "mahongmei")
    assert seen_by(desk, "luojun") == []


def test_a_notice_is_read_by_each_person_apart(desk):
    desk.accepted()
    desk.wait_until("2026-04-20T09:00")
    desk.pass_due()
    for _ in range(2):
        with desk.work("xuchangqing") as work:
            first = notices.mine(work.session, work.actor)[0][0]
            notices.read(work.session, work.actor, first.id, work.now)

    assert unread(desk, "mahongmei") == unread(desk, "xuchangqing") + 1


def test_all_notices_seen_are_read_at_once_and_those_since_stay_new(desk):
    desk.accepted()
    desk.wait_until("2026-04-20T09:00")
    desk.pass_due()
    for _ in range(2):
        with desk.work("xuchangqing") as work:
            first, second = (one for one, _ in notices.mine(work.session, work.actor)[:2])
            notices.read_up_to(work.session, work.actor, second.id, work.now)

    assert first.id > second.id
    assert unread(desk, "xuchangqing") == 1
    assert unread(desk, "mahongmei") > 1


def test_every_turn_of_the_applicant_is_a_notice_of_its_own(desk):
    for _ in range(2):
        desk.hand_in()
        desk.answer("zhouwenjing", "check_materials", CORRECT)
        desk.answer("party", "correct_materials", TEA)
        desk.answer("zhouwenjing", "check_corrected", {"outcome": "accept"})

    assert [n.what for n in desk.notices()] == ["notice.your_turn"]


def test_papers_are_numbered_within_their_case(desk):
    desk.hand_in()
    desk.answer("zhouwenjing", "check_materials", ACCEPT)

    told = [entry.details for entry in desk.history() if entry.what == "paper.issued"]
    numbers = [f"{desk.number}-{place:02}" for place in range(1, len(told) + 1)]
    assert [paper["number"] for paper in told] == numbers
