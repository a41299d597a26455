"""Who was absent from a meeting is taken to agree where its step says so: T10, decision 184."""

import pytest

from app.storage.case.papers import Paper
from app.storage.clock import silences
from app.usecases.clocks import pausing
from app.usecases.clocks.checking import Wish
from app.usecases.meetings import attending, calling, closing
from app.usecases.meetings.attending import Attendance
from app.usecases.meetings.calling import Call
from app.usecases.meetings.closing import Minutes
from engine.stories.telling import moment
from tests.usecases import drawing

LEAD = "wangjianguo"
ABSENCE = {"absence": "agree", "absenceBasis": "《联合踏勘缺席默认规则》"}


@pytest.fixture
def held(desk):
    """Makes a survey at which only some departments came, and closes it."""

    def hold(present=("commerce",), excused=(), **declared):
        drawing.publish(desk, drawing.two_opinions(**declared))
        desk.hand_in({}, item="two_opinions")
        where = ("survey", "现场", moment("2026-03-03T09:30"), "查看现场", ("commerce", "fire"))
        desk.meeting = desk.do(LEAD, calling.call_meeting, desk.number, Call(*where)).id
        desk.wait_until("2026-03-03T11:00")
        came = Attendance(dict.fromkeys(present, ""), excused)
        desk.do(LEAD, attending.take_attendance, desk.number, desk.meeting, came)
        return desk

    return hold


def close(desk):
    desk.do(LEAD, closing.close_meeting, desk.number, desk.meeting, Minutes("现场符合要求"))
    return desk


def kept(desk, department):
    tasks = desk.tasks("opine", department, closed=True)
    with desk.look() as work:
        return silences.of_task(work.session, tasks[-1].id) if tasks else None


def test_an_absent_department_is_taken_to_agree_from_the_close_on(held):
    desk = close(held(**ABSENCE))

    task, silence = desk.task("opine", "fire", closed=True), kept(desk, "fire")
    assert (task.closing, task.answers) == ("silent", {"opinion": "absent_agree"})
    assert (silence.kind, str(silence.due_on)) == ("absence", "2026-03-03")
    assert "absence.agree" in desk.told()
    assert [one.department for one in desk.tasks("opine")] == ["commerce"]
    assert desk.breaches() == []


def test_it_owes_its_opinion_a_working_day_later_d_28(held):
    desk = close(held(**ABSENCE))

    (owed,) = desk.deadlines(kind="late_opinion")
    assert str(owed.due_on) == "2026-03-04"
    assert desk.deadlines(kind="step", state="met") == []


def test_the_minutes_name_the_absent_and_what_counts_for_them(held):
    desk = close(held(**ABSENCE))

    (paper,) = desk.all(desk._of_case(Paper).filter_by(kind="JOINT_SURVEY"))
    rows = {one["department"]: one for one in paper.content["meeting"]["rows"]}
    absent = rows["消防救援大队"]
    assert (absent["attendance"], absent["opinion"]) == ("absent", "absent_agree")


def test_a_valid_reason_costs_nobody_their_say_2_4_6(held):
    desk = close(held(excused=("fire",), **ABSENCE))

    assert kept(desk, "fire") is None
    assert {one.department for one in desk.tasks("opine")} == {"commerce", "fire"}


def test_where_the_step_declares_nothing_absence_changes_nothing(held):
    desk = close(held())

    assert {one.department for one in desk.tasks("opine")} == {"commerce", "fire"}
    assert desk.breaches() == []


def test_declared_silence_is_no_declared_absence(held):
    desk = close(held(silence="agree", silenceBasis="《超时默认事项清单》"))

    assert kept(desk, "fire") is None


def test_absent_where_the_lead_answers_instead_it_is_asked(held):
    to = '=item.lead_department + "/approver"'
    desk = close(held(absence="lead", absenceBasis="规则", absenceTo=to))

    assert {one.group for one in desk.tasks("opine")} == {
        "market_regulation/approver",
        "commerce/examiner",
    }
    assert desk.breaches() == []


def test_while_the_clock_stands_nobody_is_absent_art_45(held):
    desk = held(**ABSENCE)
    with desk.work(LEAD) as work:
        case = work.hold(number=desk.number).case
        case.accepted_on = work.today
    desk.do(LEAD, pausing.pause_case, desk.number, Wish("testing", 5, "消防检测"))
    close(desk)

    assert kept(desk, "fire") is None


def test_the_absence_of_all_others_ends_the_vote_and_the_case_goes_on(held):
    desk = held(**ABSENCE)
    desk.do("songweimin", drawing.say, desk.task("opine", "commerce").id, "agree")
    close(desk)

    assert [one.step for one in desk.tasks()] == ["decide"]
    assert desk.breaches() == []
