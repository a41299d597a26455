"""Further limits of a case, from one event to another: Art. 43, 44, 47 of the Licensing Law."""

from datetime import date

import pytest

from app.shapes.case.seen import seen_case
from app.storage.case import cases
from app.storage.clock import case_limits
from app.usecases.clocks import pausing
from app.usecases.clocks.checking import Wish
from app.usecases.clocks.grounds import clock_rules
from tests.engine.drawing import Drawing
from tests.usecases import drawing

OPINION = {"opinion": "ok"}
REPLY = {
    "kind": "reply",
    "name": "答复",
    "days": 3,
    "from": "step:accept",
    "until": "step:decide",
    "basis": "本地规则",
    "follows_clock": True,
}


@pytest.fixture
def granting(desk):
    """A case of an item with a reply due in three working days, accepted on 2 March 2026."""
    drawing.shelve(desk, drawing.granting(), periods=[REPLY])
    desk.hand_in({}, item="granting")
    return answer(desk, "accept")


HEARING = [
    {"kind": "hearing_request", "name": "听证申请期限", "days": 5, "basis": "第四十七条"}
    | {"from": "step:tell_right", "until": "step:request_hearing"},
    {"kind": "hearing", "name": "组织听证", "days": 20, "basis": "第四十七条"}
    | {"from": "step:request_hearing", "until": "step:hold_hearing"},
]
STEPS = ("tell_right", "request_hearing", "hold_hearing", "decide")


@pytest.fixture
def heard(desk):
    """A case accepted on 2 March 2026, whose applicant may ask for a hearing."""
    drawn = Drawing("heard").start().user("accept", milestone="accepted", **drawing.ASKED)
    for step in STEPS:
        drawn.user(step, **drawing.ASKED)
    drawing.shelve(
        desk, drawn.end("granted").flow("start", "accept", *STEPS, "granted"), periods=HEARING
    )
    desk.hand_in({}, item="heard")
    return answer(desk, "accept")


def answer(desk, step):
    desk.answer("zhouwenjing", step, OPINION)
    return desk


def states(desk, *kinds):
    return {row.kind: row.state for row in desk.deadlines() if row.kind in kinds}


def test_issue_and_delivery_are_due_ten_working_days_after_the_decision_t_35_art_44(granting):
    granting.wait_until("2026-09-24T10:00")
    answer(granting, "decide")

    (issue,) = granting.deadlines(kind="issue")
    assert (issue.due_on, issue.state) == (date(2026, 10, 15), "running")
    assert issue.basis == "Administrative Licensing Law, Art. 44"


def test_delivery_in_time_meets_the_limit_art_44(granting):
    answer(answer(granting, "decide"), "hand_over")

    with granting.look() as work:
        rows = case_limits.of_case(work.session, granting.case().id)
    assert [row.state for row in rows if row.kind == "issue"] == ["met"]


def test_a_period_begins_with_its_first_event_and_ends_with_its_last(granting):
    began = states(granting, "reply")
    answer(granting, "decide")

    assert (began, states(granting, "reply")) == ({"reply": "running"}, {"reply": "met"})


def test_a_period_that_passes_marks_the_case_and_tells_the_lead(granting):
    granting.wait_until("2026-03-06T00:00")

    assert "reply" in granting.pass_due()
    assert [one.params["kind"] for one in granting.notices()][-1] == "reply"


def test_a_hearing_is_asked_for_within_5_days_and_held_within_20_art_47(heard):
    answer(heard, "tell_right")
    asking = heard.deadlines(kind="hearing_request")[0].due_on
    heard.wait_until("2026-03-06T10:00")
    answer(heard, "request_hearing")

    (holding,) = heard.deadlines(kind="hearing")
    assert (asking, holding.due_on) == (date(2026, 3, 9), date(2026, 4, 3))
    answer(heard, "hold_hearing")
    assert states(heard, "hearing_request", "hearing") == {
        "hearing_request": "met",
        "hearing": "met",
    }


def test_only_periods_that_follow_the_clock_wait_for_a_pause_art_45(granting):
    granting.do("wangjianguo", pausing.pause_case, granting.number, Wish("testing", 5, "检测"))

    assert states(granting, "reply", "statutory") == {"reply": "paused", "statutory": "paused"}


def test_what_is_accepted_and_decided_at_once_has_its_limits_met_art_42(desk):
    drawing.shelve(desk, drawing.at_once())
    desk.hand_in({}, item="at_once")
    answer(desk, "look")

    assert states(desk, "promised", "statutory") == {"promised": "met", "statutory": "met"}
    assert desk.case().due_at is None


def test_who_decides_early_leaves_days_of_the_promise_t_46_d_24(desk):
    drawing.shelve(desk, drawing.granting())
    desk.wait_until("2026-09-24T10:00")
    desk.hand_in({}, item="granting")
    answer(desk, "accept").wait_until("2026-10-08T10:00")
    answer(desk, "decide")

    with desk.look("wangjianguo") as work:
        used = seen_case(work, cases.by_number(work.session, desk.number)).used
    assert (used.working_days, used.early) == (4, 6)
    assert desk.case().promised_due_on == date(2026, 10, 15)


def test_the_law_allows_20_and_45_working_days_and_20_before_a_report_art_42_art_43():
    limits = clock_rules().limits

    assert {kind: one.working_days for kind, one in limits.items()} == {
        "immediate": 20,
        "committed": 20,
        "joint": 45,
        "report_up": 20,
    }
    assert limits["report_up"].article.endswith("Art. 43")
