"""Joint meetings and surveys: called in time, answered, moved, held, closed (L19; decision 183)."""

import pytest

from app.storage.case.papers import Paper
from app.storage.joint import meetings
from app.usecases.meetings import attending, calling, changing, closing, replying
from app.usecases.meetings.attending import Attendance
from app.usecases.meetings.calling import Call
from app.usecases.meetings.changing import Plan
from app.usecases.meetings.closing import Minutes, Said
from app.usecases.meetings.replying import Reply
from engine.errors import Conflict, Invalid, NotAllowed, NotFound
from engine.stories.telling import moment
from tests.usecases import drawing

LEAD = "wangjianguo"
ABSENCE = {"absence": "agree", "absenceBasis": "《联合踏勘缺席默认规则》"}
COMMERCE, FIRE = "songweimin", "pengchao"


@pytest.fixture
def asked(desk):
    """Commerce and fire are asked for opinions on a case; who does not come is taken to agree."""
    drawing.publish(desk, drawing.two_opinions(**ABSENCE))
    desk.hand_in({}, item="two_opinions")
    return desk


@pytest.fixture
def called(asked):
    """A joint survey tomorrow at half past nine, with commerce and fire."""
    asked.meeting = asked.do(LEAD, calling.call_meeting, asked.number, call()).id
    return asked


def call(**differing):
    usual = {
        "kind": "survey",
        "place": "滨江路 18 号现场",
        "begins_at": moment("2026-03-03T09:30"),
        "agenda": "查看疏散通道和周边二百米",
        "departments": ("commerce", "fire"),
    }
    return Call(**usual | differing)


def do(desk, who, deed, *given):
    return desk.do(who, deed, desk.number, desk.meeting, *given)


def begun(desk, present=("commerce", "fire"), excused=()):
    desk.wait_until("2026-03-03T10:00")
    came = Attendance(dict.fromkeys(present, "曾辉"), excused)
    return do(desk, LEAD, attending.take_attendance, came)


def invited(desk):
    with desk.look() as work:
        rows = meetings.invited(work.session, [desk.meeting])[desk.meeting]
        return {one.department: one for one in rows}


def told(desk, what):
    return [one for one in desk.notices() if one.what == f"notice.{what}"]


def refused(desk, deed, *given, who=LEAD, why=Conflict):
    with pytest.raises(why) as refusal:
        do(desk, who, deed, *given)
    return refusal.value.code


def faults(desk, **differing):
    with pytest.raises(Invalid) as refusal:
        desk.do(LEAD, calling.call_meeting, desk.number, call(**differing))
    return [(one.place, one.code) for one in refusal.value.faults]


def test_those_invited_are_told_where_when_and_why(called):
    notices = told(called, "meeting_called")

    assert {one.group for one in notices} == {row.group for row in invited(called).values()}
    assert notices[0].params["place"] == "滨江路 18 号现场"
    assert called.told()[-1] == "meeting.called"
    assert called.breaches() == []


def test_the_applicant_is_told_of_a_survey_and_of_no_meeting(called):
    called.do(LEAD, calling.call_meeting, called.number, call(kind="meeting"))
    do(called, LEAD, changing.cancel_meeting, "改为书面征询")

    told = [one.what for one in called.notices() if one.group == "applicant"]
    assert told == ["notice.survey_called", "notice.survey_cancelled"]


def test_a_department_invited_sees_the_case_from_then_on(called):
    more = call(departments=("ecology",), kind="meeting")
    called.do(LEAD, calling.call_meeting, called.number, more)

    assert "ecology" in called.case().departments


def test_the_quorum_is_the_offices_share_of_those_invited(called):
    with called.look() as work:
        assert meetings.of_case(work.session, called.case().id)[0].quorum == 1


def test_whoever_is_invited_by_name_is_told_beside_their_department(asked):
    asked.do(LEAD, calling.call_meeting, asked.number, call(people=("pengchao", LEAD)))

    persons = [one for one in told(asked, "meeting_called") if one.person_id]
    assert len(persons) == len({one.person_id for one in persons}) <= 1


@pytest.mark.parametrize(
    ("at", "code"),
    [
        ("2026-03-02T15:00", "meeting.too_soon"),
        ("2026-03-03T20:00", "meeting.closed_office"),
        ("2026-03-07T10:00", "meeting.closed_office"),
    ],
)
def test_it_is_called_a_working_day_before_and_within_office_hours_2_4_6(asked, at, code):
    assert faults(asked, begins_at=moment(at)) == [("begins_at", code)]


def test_everything_wrong_is_told_at_once(asked):
    wrong = faults(
        asked,
        kind="party",
        place=" ",
        begins_at=None,
        agenda="",
        departments=("nowhere", "market_regulation", "d07"),
        people=("luojun",),
    )

    assert {code for _, code in wrong} == {
        *("meeting.kind", "meeting.no_place", "meeting.no_moment", "meeting.no_agenda"),
        *("meeting.department", "meeting.lead", "meeting.empty", "meeting.person"),
    }


@pytest.mark.parametrize(("who", "why"), [(FIRE, NotAllowed), ("luojun", NotFound)])
def test_only_the_lead_or_a_coordinator_calls(asked, who, why):
    with pytest.raises(why):
        asked.do(who, calling.call_meeting, asked.number, call())
    assert asked.do("yuanmingde", calling.call_meeting, asked.number, call()).id


def test_a_department_says_whether_it_comes_and_the_lead_is_told(called):
    do(called, FIRE, replying.reply, Reply(True))
    do(called, COMMERCE, replying.reply, Reply(False, "当日另有现场检查"))

    rows = invited(called)
    assert (rows["fire"].reply, rows["commerce"].reply) == ("accepted", "declined")
    assert told(called, "meeting_declined")[0].params["reason"] == "当日另有现场检查"
    assert [*called.told()[-2:]] == ["meeting.accepted", "meeting.declined"]


def test_who_does_not_come_says_why_and_nobody_answers_for_others(called):
    assert refused(called, replying.reply, Reply(False), who=FIRE, why=Invalid)
    assert refused(called, replying.reply, Reply(True), why=NotAllowed) == "meeting.not_invited"
    called.wait_until("2026-03-03T09:30")
    assert refused(called, replying.reply, Reply(True), who=FIRE) == "meeting.begun"


def test_a_meeting_that_is_moved_is_answered_anew_and_its_limit_moves_along(called):
    do(called, FIRE, replying.reply, Reply(True))
    do(called, LEAD, changing.move_meeting, Plan("三楼会议室", moment("2026-03-05T14:00"), "下雨"))

    assert invited(called)["fire"].reply is None
    assert told(called, "meeting_moved")[0].params["reason"] == "下雨"
    limits = {one.state: str(one.due_on) for one in called.deadlines(kind="minutes")}
    assert limits == {"replaced": "2026-03-04", "running": "2026-03-06"}
    assert called.breaches() == []


def test_a_meeting_that_is_called_off_stays_off(called):
    assert refused(called, changing.cancel_meeting, " ", why=Invalid) == "meeting.invalid"
    do(called, LEAD, changing.cancel_meeting, "各方意见已一致")

    assert refused(called, changing.cancel_meeting, "再取消") == "meeting.over"
    assert told(called, "meeting_cancelled")[0].params["reason"] == "各方意见已一致"
    assert [one.state for one in called.deadlines(kind="minutes")] == ["cancelled"]


def test_a_meeting_begins_before_it_is_noted_who_came(called):
    assert refused(called, attending.take_attendance, Attendance()) == "meeting.not_begun"
    assert refused(called, closing.close_meeting, Minutes("无")) == "meeting.no_attendance"


def test_without_quorum_there_are_no_minutes(called):
    begun(called, present=())

    assert refused(called, closing.close_meeting, Minutes("无")) == "meeting.no_quorum"


def test_the_minutes_are_a_paper_with_who_came_and_what_they_said(called):
    begun(called)
    said = {"fire": Said("agree_with_conditions", "疏散宽度不小于 1.4 米")}
    do(called, LEAD, closing.close_meeting, Minutes("现场符合选址要求", said))

    (paper,) = called.all(called._of_case(Paper).filter_by(kind="JOINT_SURVEY"))
    rows = {one["department"]: one for one in paper.content["meeting"]["rows"]}
    assert rows["消防救援大队"]["opinion"] == "agree_with_conditions"
    assert rows["消防救援大队"]["words"] == "疏散宽度不小于 1.4 米"
    assert [one.params["paper"] for one in told(called, "meeting_closed")][0] == paper.number
    assert [one.state for one in called.deadlines(kind="minutes")] == ["met"]
    assert called.breaches() == []


def test_an_opinion_given_at_its_task_stands_in_the_minutes(called):
    called.do(FIRE, drawing.say, called.task("opine", "fire").id, "agree")
    begun(called)
    do(called, LEAD, closing.close_meeting, Minutes("同意"))

    (paper,) = called.all(called._of_case(Paper).filter_by(kind="JOINT_SURVEY"))
    rows = {one["department"]: one for one in paper.content["meeting"]["rows"]}
    assert (rows["消防救援大队"]["opinion"], rows["消防救援大队"]["at_task"]) == ("agree", True)


def test_what_the_minutes_say_of_a_department_answers_no_task_of_it(called):
    begun(called)
    do(called, LEAD, closing.close_meeting, Minutes("同意", {"fire": Said("agree")}))

    assert {one.department for one in called.tasks("opine")} == {"commerce", "fire"}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"fire": Said("disagree")}, "meeting.no_words"),
        ({"fire": Said("absent_agree")}, "meeting.opinion"),
        ({"commerce": Said("agree")}, "meeting.not_present"),
    ],
)
def test_the_minutes_say_only_what_was_said(called, said, code):
    begun(called, present=["fire"])
    with pytest.raises(Invalid) as refusal:
        do(called, LEAD, closing.close_meeting, Minutes("记录", said))

    assert [one.code for one in refusal.value.faults] == [code]


def test_the_minutes_are_asked_for_in_time(called):
    called.wait_until("2026-03-05T00:00")
    called.pass_due()

    assert [one.params["kind"] for one in told(called, "overdue")][0] == "minutes"


def test_a_case_that_ends_calls_its_meetings_off(called):
    for who, department in ((COMMERCE, "commerce"), (FIRE, "fire")):
        called.do(who, drawing.say, called.task("opine", department).id, "agree")
    called.do("zhangzhiyuan", drawing.say, called.task("decide").id, "agree")

    assert {one.group for one in told(called, "meeting_void")} == {
        row.group for row in invited(called).values()
    }
    assert "meeting.void" in called.told()
    assert called.breaches() == []
