"""Joint enterprise setup surveys jointly, and absence counts there alone: 2.4.6, D 184, D 220."""

import pytest

from app.usecases.meetings import attending, calling, closing
from app.usecases.meetings.attending import Attendance
from app.usecases.meetings.calling import Call
from app.usecases.meetings.closing import Minutes
from engine.stories.telling import moment
from tests.usecases.desk import ACCEPT, HOTEL
from tests.usecases.test_reasons import PREREVIEWS, READY

LEAD = "wangjianguo"
AGREE = {"outcome": "sign", "opinion": "agree"}


@pytest.fixture
def surveyed(desk):
    """A hotel whose survey health attends and fire does not."""
    desk.hand_in(HOTEL)
    desk.answer("zhouwenjing", "check_materials", ACCEPT | {"joint_survey": True})
    where = ("survey", "现场", moment("2026-03-03T09:30"), "查看现场", ("health", "fire"))
    meeting = desk.do(LEAD, calling.call_meeting, desk.number, Call(*where)).id
    desk.wait_until("2026-03-03T11:00")
    came = Attendance({"health": ""}, ())
    desk.do(LEAD, attending.take_attendance, desk.number, meeting, came)
    desk.do(LEAD, closing.close_meeting, desk.number, meeting, Minutes("现场符合要求"))
    return desk


def test_who_did_not_come_has_no_objection_to_the_survey(surveyed):
    task = surveyed.task("survey", "fire", closed=True)

    assert (task.closing, task.answers) == ("silent", {"opinion": "absent_agree"})
    assert [one.department for one in surveyed.tasks("survey")] == ["health"]
    assert surveyed.breaches() == []


def test_its_examination_and_approval_stay_its_own(surveyed):
    assert surveyed.task("examine_pre_approval", "fire").closed_at is None

    surveyed.answer("dengkai", "survey", {"opinion": "agree"}, "health")
    for who, step in PREREVIEWS:
        surveyed.answer(who, step, READY)
    assert {one.step for one in surveyed.tasks()} == {"examine_pre_approval"}
    for department, examiner, approver in (
        ("fire", "pengchao", "zenghui"),
        ("health", "dengkai", "caoyilan"),
    ):
        examined = {"proposal": "agree", "remarks": "已参加联合踏勘"}
        surveyed.answer(examiner, "examine_pre_approval", examined, department)
        surveyed.answer(approver, "approve_pre_approval", AGREE, department)

    assert [one.step for one in surveyed.tasks()] == ["examine_registration"]
    assert surveyed.breaches() == []


def test_three_working_days_later_absence_counts_by_itself(desk):
    desk.hand_in(HOTEL)
    desk.answer("zhouwenjing", "check_materials", ACCEPT | {"joint_survey": True})
    desk.wait_until("2026-03-06T00:00")
    desk.pass_due()

    given = [desk.task("survey", one, closed=True).answers for one in ("fire", "health")]
    assert given == [{"opinion": "absent_agree"}] * 2
    assert {one.step for one in desk.tasks()} >= {"examine_pre_approval"}
