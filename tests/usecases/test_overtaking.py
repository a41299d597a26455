"""After an outage: cycles come once, and no reminder comes beside the limit that ends its step."""

import pytest

from app.usecases.tasks import reviewing
from engine.stories.telling import moment
from tests.engine.drawing import Drawing, timer
from tests.usecases import drawing
from tests.usecases.drawing import ASKED

SILENT = {"opinion": "co_review", "silence": "agree", "silenceBasis": "超时默认事项清单"}


def reminded(reminder="=workdays(2)", field="timeDuration", **asked):
    """A step with a reminder, and a limit that ends it: drawn, or its silence."""
    drawn = Drawing("reminded").start().user("look", **ASKED | {"limit": "3"} | asked)
    drawn.border("remind", "look", timer(reminder, field), interrupting=False)
    drawn.user("urge", **ASKED).end("urged").flow("remind", "urge", "urged")
    drawn.end("granted", milestone="decided").flow("start", "look", "granted")
    if not asked:
        drawn.border("too_late", "look", timer("=workdays(3)")).user("after", **ASKED)
        drawn.flow("too_late", "after", "granted")
    return drawn


@pytest.fixture
def opened(desk):
    """Hands a case in, on Monday 2 March at nine: ``opened(drawing)``."""

    def open_case(drawn):
        drawing.shelve(desk, drawn)
        desk.hand_in({}, item="reminded")
        return desk

    return open_case


def told(desk, what):
    return [entry.step for entry in desk.history() if entry.what == what]


def test_a_reminder_in_time_comes_and_its_step_goes_on(opened):
    desk = opened(reminded())
    desk.wait_until("2026-03-05T00:00")

    assert desk.pass_due() == ["remind"]
    desk.wait_until("2026-03-06T00:00")

    assert "too_late" in desk.pass_due()
    assert told(desk, "deadline.covered") == []


@pytest.mark.parametrize("reminder", ["=workdays(2)", "=workdays(3)", "P3DT14H"])
def test_a_reminder_does_not_come_beside_the_limit_that_ends_its_step_t11(opened, reminder):
    desk = opened(reminded(reminder))
    desk.wait_until("2026-03-09T09:00")

    desk.pass_all()

    assert [task.step for task in desk.tasks()] == ["after"]
    assert told(desk, "deadline.covered") == ["remind"]
    assert {row.state for row in desk.deadlines(step="remind")} == {"cancelled"}
    assert desk.breaches() == []


def test_nor_beside_the_silence_of_its_step_t11(opened):
    desk = opened(reminded(**SILENT))
    desk.wait_until("2026-03-09T09:00")

    desk.pass_all()

    assert (desk.case().outcome, desk.tasks()) == ("granted", [])
    assert told(desk, "deadline.covered") == ["remind"]


def test_the_legal_time_is_when_it_was_due_and_the_recorded_one_when_it_was_noted(opened):
    desk = opened(reminded())
    desk.wait_until("2026-03-09T09:00")
    desk.pass_all()

    passes = (one for one in desk.history() if one.what == "deadline.passed")
    passed = next(one for one in passes if one.step == "too_late")
    assert passed.details["due_at"] == "2026-03-05T16:00:00+00:00"
    assert passed.at >= moment("2026-03-09T09:00")


def test_turns_missed_in_an_outage_come_once_and_say_so_c09(opened):
    desk = opened(reminded("R10/PT1H", "timeCycle"))
    desk.wait_until("2026-03-02T15:30")

    assert desk.pass_due() == ["remind"]

    (passed,) = [one for one in desk.history() if one.what == "deadline.passed"]
    assert (passed.details["turns"], len(desk.tasks("urge"))) == (6, 1)
    (following,) = desk.deadlines(step="remind", state="running")
    assert (following.rule_value, following.from_at) == ("R10/7/PT1H", _began(desk))
    assert moment("2026-03-02T16:00") < following.due_at < moment("2026-03-02T16:30")
    assert desk.breaches() == []


def test_a_cycle_of_working_days_skips_the_weekend(opened):
    desk = opened(reminded("R3/workdays(1)", "timeCycle"))
    due = []
    for day in ("2026-03-04", "2026-03-05"):
        due.append(desk.deadlines(step="remind", state="running")[0].due_at)
        desk.wait_until(f"{day}T00:00")
        desk.pass_due()

    assert due == [moment("2026-03-04T00:00"), moment("2026-03-05T00:00")]
    assert desk.deadlines(step="remind")[0].follows_clock


def test_a_step_done_in_time_has_neither(opened):
    desk = opened(reminded())
    desk.do("zhouwenjing", reviewing.complete_task, desk.task("look").id, {"opinion": "yes"})

    assert told(desk, "deadline.covered") == []
    assert desk.case().outcome == "granted"


def _began(desk):
    return next(one.from_at for one in desk.deadlines(step="remind"))
