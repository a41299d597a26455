"""What is due is done by threads of one process or by workers, and comes to the same."""

import pytest
from sqlalchemy import select

from app.storage.clock import calendar
from app.storage.ground.leased import FAILED
from app.storage.office import settings
from app.storage.post.exports import Export
from app.storage.post.incidents import Incident
from app.storage.post.jobs import DONE, Job
from app.storage.post.letters import SENT, Letter
from app.storage.post.messages import Message
from app.usecases.exporting import asking
from app.usecases.exporting.asking import Asked
from app.usecases.keeping import mending, tidying
from app.usecases.letters.wishing import Wishes, wish
from app.usecases.post import sending
from engine import change
from engine.people import Actor
from tests.office import TEA
from tests.usecases import drawing
from tests.usecases.calendars.telling import applied, rest

LAB = Actor("person:1", "化验室", frozenset({(None, "integration")}), sees_all=True)


@pytest.fixture
def stuck(desk):
    """A case whose process cannot decide where to go when its limit passes."""
    drawing.publish(desk, drawing.breaking())
    desk.hand_in({}, item="breaking")
    desk.wait_until("2026-03-06T00:00")
    return desk


def test_every_limit_passes_that_is_due_and_nothing_else(desk, go_round):
    cases = [desk.hand_in().number for _ in range(3)]
    desk.wait_until("2026-03-10T00:00")

    go_round()

    for desk.number in cases:
        assert desk.told().count("case.accepted") == 1
        assert {row.due_on for row in desk.deadlines(state="running")} != set()
    assert desk.breaches() == []


def test_limits_that_follow_from_limits_pass_in_the_same_round(desk, go_round):
    desk.hand_in()
    desk.wait_until("2026-12-01T09:00")

    go_round()

    with desk.look() as work:
        assert [row for row in desk.deadlines(state="running") if row.due_at < work.now] == []
    assert desk.breaches() == []


def test_declared_silence_is_the_opinion_of_the_system(desk, go_round):
    desk.accepted(TEA | {"industries": ["pawnshop"], "business_scope": "典当业务"})
    desk.answer("songweimin", "examine_pre_approval", {"proposal": "agree", "remarks": "材料属实"})
    desk.wait_until("2026-03-07T00:00")

    go_round()

    assert desk.task("approve_by_list", closed=True).closing == "silent"


def test_jobs_are_done_and_may_follow_from_limits(desk, go_round):
    drawing.publish(desk, drawing.telling())
    desk.hand_in({}, item="telling")

    go_round()

    assert desk.all(select(Job.state)) == [DONE]
    assert [one.what for one in desk.notices()].count("notice.told") == 1
    assert desk.task("look").step == "look"


def test_what_cannot_be_done_is_one_incident(desk, go_round):
    drawing.publish(desk, drawing.telling("nobody"))
    desk.hand_in({}, item="telling")

    go_round()
    go_round()

    assert desk.all(select(Job.state)) == [FAILED]
    assert desk.all(select(Incident.code)) == ["notify.no_group"]


def test_a_message_arrives_at_the_case_that_comes_to_wait_for_it(desk, go_round):
    drawing.publish(desk, drawing.listener())
    desk.do(LAB, sending.send, change.Message("result", {"good": True}))
    desk.hand_in({}, item="listener")

    go_round()

    assert desk.all(select(Message.state)) == ["delivered"]
    assert desk.task("read").step == "read"


def test_a_limit_that_breaks_its_case_is_held_and_stops_no_other(stuck, go_round):
    drawing.publish(stuck, drawing.two_ways_out())
    stuck.hand_in({}, item="two_ways")
    stuck.wait_until("2026-03-20T00:00")

    go_round()
    go_round()

    assert stuck.case().outcome == "deemed_withdrawn"
    assert len(stuck.all(select(Incident.id))) == 1
    assert stuck.breaches() == []


def test_an_incident_tried_again_is_tried_in_the_next_round(stuck, go_round):
    go_round()
    stuck.do("chengxiao", mending.retry, stuck.all(select(Incident.id))[0])

    go_round()

    assert stuck.all(select(Incident.attempts).order_by(Incident.id)) == [2, 1]


def behind(desk):
    with desk.look() as work:
        return calendar.unfinished(work.session)


def test_running_cases_follow_the_calendar(desk, go_round):
    desk.accepted()
    go_round()
    applied(desk, rest("2026-03-10"))

    while behind(desk):  # a worker that looked just before the change may keep it waiting
        go_round()

    assert desk.told().count("deadlines.moved") == 1
    assert desk.breaches() == []


def test_the_office_is_tidied_once_a_day(desk, go_round):
    go_round()

    with desk.look() as work:
        assert settings.get(work.session, tidying.TIDIED_ON) == "2026-03-02"


def test_notices_leave_the_house(desk, go_round, tmp_path):
    person = int(desk.actor("xuchangqing").id.removeprefix("person:"))
    desk.do("xuchangqing", wish, person, Wishes("xu@example.gov.cn", "", None))
    desk.accepted()
    desk.wait_until("2026-04-20T09:00")

    go_round()

    mine = select(Letter.state).where(Letter.person_id == person)
    assert set(desk.all(mine)) == {SENT}
    assert len(list((tmp_path / "mail").iterdir())) == len(desk.all(mine))


def test_a_list_that_was_asked_for_is_made(desk, go_round, monkeypatch):
    monkeypatch.setattr("app.jobs.exports.ROWS_PER_PIECE", 1)
    monkeypatch.setattr("app.pages.staff.case.export.ROWS", 1)
    for _ in range(3):
        desk.hand_in()
    desk.do("lixuemei", asking.ask, Asked("cases", {}, "zh_Hans_CN"))

    go_round()

    (export,) = desk.all(select(Export))
    assert (export.state, export.rows, export.pieces) == ("done", 3, 3)
