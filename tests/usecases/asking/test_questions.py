"""Whoever holds a task asks without returning it: feature C8, decision 180."""

import pytest
from sqlalchemy import select

from app.storage.clock.pauses import Pause
from app.storage.joint.questions import Question
from app.usecases.asking import closing, putting
from app.usecases.asking.wishes import Wish
from engine.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.usecases import drawing
from tests.usecases.asking.conftest import FIRE, LEAD

CLERK = "zhouwenjing"
TO_PARTY = Wish("applicant", "何时开业？", stop=True)


def question(desk):
    return desk.all(select(Question).order_by(Question.id))[-1]


@pytest.fixture
def in_time(desk):
    """A case that was accepted at the window, whose clerk is to decide."""
    drawing.publish(desk, drawing.granting())
    desk.hand_in({}, CLERK, item="granting")
    desk.answer(CLERK, "accept", {"opinion": "yes"})
    return desk


def limits_of_case(desk):
    found = [*desk.deadlines(kind="promised"), *desk.deadlines(kind="statutory")]
    return [(one.kind, one.state, one.due_at) for one in found]


def limit(desk):
    """The limit of the step of whoever asks."""
    (found,) = desk.deadlines(task_id=desk.task("opine", "fire").id, kind="step")
    return found


def told(desk, what):
    return [one for one in desk.notices() if one.what == what]


def test_the_limit_of_whoever_asks_stands_until_the_answer(asked, ask, answer):
    before = limit(asked)
    asked.wait_until("2026-03-03T10:00")
    found = ask("lead")
    assert (limit(asked).state, asked.case().paused) == ("paused", False)

    asked.wait_until("2026-03-05T15:00")
    answer(LEAD, found)

    left = asked.do(LEAD, lambda work: work.calendar.add(before.due_on, 2))
    assert (limit(asked).state, limit(asked).due_on) == ("running", left)
    assert question(asked).answer == "1.4 米"
    assert asked.breaches() == []


def test_nobody_else_is_given_more_time(asked, ask):
    (commerce,) = asked.deadlines(task_id=asked.task("opine", "commerce").id)

    ask("lead")

    assert asked.deadlines(task_id=commerce.task_id)[0].due_at == commerce.due_at


def test_the_limits_of_the_case_run_on_art_45(in_time):
    """A question is no ground on which the clock of a case may stop (D-12)."""
    before = limits_of_case(in_time)

    in_time.do(CLERK, putting.ask, in_time.task("decide").id, TO_PARTY)

    assert limits_of_case(in_time) == before
    assert in_time.deadlines(task_id=in_time.task("decide").id)[0].state == "paused"
    assert in_time.breaches() == []


def test_the_window_answers_for_the_applicant(in_time):
    found = in_time.do(CLERK, putting.ask, in_time.task("decide").id, TO_PARTY)

    in_time.do("linxiaoyu", closing.answer, in_time.number, found.id, "七月")

    assert question(in_time).closed_by_name == "林晓雨"


def test_a_question_may_leave_the_limit_running(asked, ask):
    ask("lead", stop=False)

    assert limit(asked).state == "running"
    assert asked.all(select(Pause)) == []


def test_a_step_that_waits_is_not_late(asked, ask):
    """Its last day was Thursday 5 March; commerce, which did not ask, is late on Friday."""
    asked.wait_until("2026-03-04T10:00")
    ask("lead")
    asked.wait_until("2026-03-06T10:00")
    asked.pass_all()

    assert [one.group for one in told(asked, "notice.overdue")] == ["commerce/examiner"]


def test_the_limit_goes_on_by_itself_when_nobody_answers(asked, ask):
    """Waiting has an end: three working days by the office's file."""
    before = limit(asked).due_on
    ask("lead")

    asked.wait_until("2026-03-06T00:00")
    asked.pass_due()

    later = asked.do(LEAD, lambda work: work.calendar.add(before, 3))
    assert (limit(asked).state, limit(asked).due_on) == ("running", later)
    assert question(asked).open
    assert asked.breaches() == []


def test_an_answer_tells_whoever_asked(asked, ask, answer):
    answer("luojun", ask("department", "bank"))

    (notice,) = told(asked, "notice.question_answered")
    assert notice.params["text"] == "1.4 米"
    assert [one.split(".")[1] for one in asked.told() if one.startswith("question")] == [
        "asked",
        "answered",
    ]


def test_a_department_that_is_asked_sees_the_case_from_then_on(asked, ask):
    assert "bank" not in asked.case().departments

    ask("department", "bank")

    assert "bank" in asked.case().departments
    assert told(asked, "notice.question_asked")


def test_the_applicant_answers(asked, ask, answer):
    answer("party", ask("applicant"))

    assert (question(asked).closed_by, asked.case().questions) == ("applicant", 0)
    assert len(told(asked, "notice.question_asked_party")) == 1


def test_only_those_asked_answer_and_only_once(asked, ask, answer):
    found = ask("department", "commerce")

    with pytest.raises(NotAllowed):
        answer(LEAD, found)
    with pytest.raises(NotFound):
        answer("luojun", found)
    answer("songweimin", found)
    with pytest.raises(Conflict):
        answer("songweimin", found)


def test_whoever_asked_takes_the_question_back(asked, ask):
    found = ask("lead")
    with pytest.raises(NotAllowed):
        asked.do(LEAD, closing.withdraw, asked.number, found.id)

    asked.do(FIRE, closing.withdraw, asked.number, found.id)

    assert (question(asked).closing, limit(asked).state) == ("withdrawn", "running")
    assert told(asked, "notice.question_withdrawn")
    assert asked.breaches() == []


def test_a_question_is_over_with_its_task(asked, ask, answer):
    found = ask("lead")

    asked.do(FIRE, drawing.say, asked.task("opine", "fire").id, "agree")

    assert (question(asked).closing, asked.case().questions) == ("over", 0)
    assert asked.all(select(Pause))[0].to_on is not None
    assert asked.breaches() == []
    with pytest.raises(Conflict):
        answer(LEAD, found)


def test_everything_wrong_is_told_at_once(asked, ask):
    with pytest.raises(Invalid) as refused:
        ask("department", "fire", text=" ")

    assert {(one.place, one.code) for one in refused.value.faults} == {
        ("department", "question.own"),
        ("text", "question.no_text"),
    }


def test_a_limit_does_not_stand_again_and_again(asked, ask, answer):
    for _ in range(2):
        answer(LEAD, ask("lead"))

    with pytest.raises(Invalid, match="correct"):
        ask("lead")
    ask("lead", stop=False)


def test_only_whoever_may_do_the_task_asks(ask):
    with pytest.raises(NotAllowed):
        ask("lead", who="zenghui")
