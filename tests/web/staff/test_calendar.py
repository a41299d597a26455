"""The calendar on screen: the year for everybody, changes for administrators."""

from io import BytesIO

import pytest

from tests.usecases.calendars.telling import table
from tests.web.pages.browsing import words

REST = {
    "kind": "rest",
    "from": "2026-03-05",
    "to": "2026-03-05",
    "name": "三月三",
    "source": "桂政办〔2026〕1号",
    "department": "",
    "region": "",
}


def imported(browser, text):
    sent = {"file": (BytesIO(text.encode()), "2027.csv"), "year": "2027", "source": ""}
    return browser.send("/admin/calendar/imports", sent)


def test_everybody_of_the_staff_sees_the_year(examiner):
    seen = words(examiner.get("/calendar?year=2026&department=tax"))

    assert "248 个工作日" in seen
    assert "税务局" in seen
    assert "春节 调休上班日" in seen


@pytest.mark.parametrize("query", ["", "year=x", "year=99999", "department=navy"])
def test_an_address_changed_by_hand_shows_a_year_anyway(examiner, query):
    assert examiner.get(f"/calendar?{query}").status_code == 200


def test_a_year_without_a_table_says_so(examiner):
    assert "暂定" in words(examiner.get("/calendar?year=2027"))


def test_a_table_is_imported_seen_and_applied(administrator):
    change = imported(administrator, table()).location

    assert "2027 年的日期不再是暂定的" in words(administrator.get(change))
    administrator.send(change, {"running": "move", "reason": "国办通知"})
    assert "已生效" in words(administrator.get(change))
    assert "暂定" not in words(administrator.get("/calendar?year=2027"))


def test_a_table_that_cannot_be_tells_everything(administrator):
    answer = imported(
        administrator, table(("2027-02-08", "makeup_workday", "春节"), ("x", "y", "z"))
    )

    assert answer.status_code == 422
    assert "2027-02-08 本来就是工作日" in words(answer)
    assert "“x”不是日期" in words(answer)


def test_a_rest_day_shows_which_cases_move_and_needs_a_reason(administrator, in_review):
    change = administrator.send("/admin/calendar/decisions", REST).location

    assert in_review["number"] in words(administrator.get(change))
    refused = administrator.send(change, {"running": "keep", "reason": " "})
    assert (refused.status_code, "请说明理由" in words(refused)) == (422, True)


def test_what_holds_can_be_lifted_and_a_proposal_let_be(administrator):
    change = administrator.send("/admin/calendar/decisions", REST).location
    administrator.send(change, {"running": "keep", "reason": "三月三"})
    lifting = administrator.send(f"{change}/lifting", {"source": "桂政办〔2026〕2号"}).location
    administrator.send(f"{lifting}/discard")

    assert "已放弃" in words(administrator.get(lifting))


@pytest.mark.parametrize(
    "wrong", [{"kind": "nap"}, {"from": "x"}, {"source": ""}, {"region": "45"}]
)
def test_a_decision_that_cannot_be_is_told(administrator, wrong):
    assert administrator.send("/admin/calendar/decisions", REST | wrong).status_code == 422


def test_administrators_are_told_that_the_table_of_next_year_is_missing(administrator, set_clock):
    assert "还没有 2027 年的放假安排" not in words(administrator.get("/admin/people"))

    set_clock("2026-11-02T09:00")

    assert "还没有 2027 年的放假安排" in words(administrator.get("/admin/people"))


def test_machines_are_told_too(served, set_clock):
    set_clock("2026-11-02T09:00")
    client = served.test_client()

    assert "the calendar of 2027 is missing" in client.get("/readyz").json["warnings"]
    assert b"lianshen_calendar_missing 1.0" in client.get("/metrics").data


def test_others_keep_no_calendar(examiner):
    assert examiner.get("/admin/calendar").status_code == 403
