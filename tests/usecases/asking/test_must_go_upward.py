"""The opinion that a matter must go upward is decided on by the lead: C3, facts 2.4.3, D 203."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from app.storage.case import history
from app.storage.case.cases import Case
from app.storage.desk.tasks import Task
from app.storage.joint.questions import Question
from app.usecases.asking import closing, consulting, raising, reading, taking_up
from app.usecases.joining import asking_again
from app.usecases.tasks import claiming, hiding
from engine.errors import Conflict, Invalid, NotAllowed
from tests.usecases import drawing
from tests.usecases.asking.conftest import FIRE, LEAD

ABOVE = "临江市消防救援支队"


def say(desk, opinion, department="fire", who=FIRE):
    return desk.do(who, drawing.say, desk.task("opine", department).id, opinion)


def questions(desk):
    return desk.all(select(Question).order_by(Question.id))


def take_up(desk, who=LEAD, body=ABOVE, text="超出本级权限"):
    return desk.do(who, taking_up.take_up, desk.number, questions(desk)[0].id, body, text)


def answer(desk, text, came_on=None, who=LEAD):
    asked = questions(desk)[-1].id
    return desk.do(who, closing.answer, desk.number, asked, text, came_on)


def step_limit(desk):
    (found,) = desk.deadlines(task_id=desk.task("opine", "fire").id, kind="step")
    return found


@pytest.fixture
def waiting(asked):
    """Fire says on Monday 2 March 2026 that its matter must go upward; the step waits."""
    say(asked, "go_upward")
    return asked


@pytest.fixture
def going_on(desk):
    """The same where the item lets the opinion count; commerce has not answered yet."""
    drawing.publish(desk, drawing.two_opinions(), go_upward="go_on")
    desk.hand_in({}, item="two_opinions")
    desk.do(FIRE, claiming.claim, desk.task("opine", "fire").id)
    say(desk, "go_upward")
    return desk


def test_the_step_waits_and_the_lead_is_asked(waiting):
    assert sorted(one.department for one in waiting.tasks("opine")) == ["commerce", "fire"]
    assert (questions(waiting)[0].department, questions(waiting)[0].upward) == (
        "market_regulation",
        "wait",
    )
    assert step_limit(waiting).state == "paused"
    assert waiting.task("opine", "fire").draft == {"opinion": "go_upward"}
    assert "question.upward" in waiting.told()
    assert "notice.question_upward" in [one.what for one in waiting.notices()]
    assert waiting.breaches() == []


def test_the_join_waits_for_the_opinion_after_the_reply(waiting):
    take_up(waiting)
    say(waiting, "agree", "commerce", "songweimin")
    answer(waiting, "同意", date(2026, 3, 2))
    assert [one.step for one in waiting.tasks()] == ["opine"]

    say(waiting, "agree")

    assert [one.step for one in waiting.tasks()] == ["decide"]
    assert waiting.breaches() == []


def test_the_lead_sends_it_up_within_three_working_days_of_the_opinion(waiting):
    waiting.wait_until("2026-03-04T09:00")
    take_up(waiting)

    (limit,) = waiting.deadlines(kind="upward")
    assert (limit.due_on, limit.asked) == (date(2026, 3, 5), "market_regulation")
    assert step_limit(waiting).state == "paused"
    assert [one.closing for one in questions(waiting)] == ["answered", None]
    assert waiting.breaches() == []


def test_it_is_the_lead_that_notes_that_it_was_sent_and_records_the_reply(waiting):
    take_up(waiting)
    asked = (waiting.number, questions(waiting)[-1].id)
    with pytest.raises(NotAllowed):
        waiting.do(FIRE, raising.forwarded, *asked)
    waiting.do(LEAD, raising.forwarded, *asked)
    answer(waiting, "同意", date(2026, 3, 2))

    told = {one.what for one in waiting.notices()}
    assert {"notice.authority_replied", "notice.question_answered"} <= told
    assert step_limit(waiting).state == "running"


def test_sent_back_with_a_reason_the_department_gives_its_own_opinion(waiting):
    answer(waiting, "属于本级权限")
    assert "question.sent_back" in waiting.told()
    assert step_limit(waiting).state == "running"

    say(waiting, "agree")

    assert [one.department for one in waiting.tasks("opine")] == ["commerce"]
    assert waiting.breaches() == []


def test_only_the_lead_takes_it_up_once_with_the_name_of_the_authority(waiting):
    with pytest.raises(NotAllowed):
        take_up(waiting, "songweimin")
    with pytest.raises(Invalid) as refused:
        take_up(waiting, body=" ", text="")
    take_up(waiting)

    assert {one.place for one in refused.value.faults} == {"body", "text"}
    with pytest.raises(Conflict):
        take_up(waiting)


def test_it_is_said_once_at_a_time(waiting):
    with pytest.raises(Conflict) as refused:
        say(waiting, "go_upward")
    take_up(waiting)
    with pytest.raises(Conflict):
        say(waiting, "go_upward")

    assert refused.value.code == "question.reported"


def test_another_opinion_ends_what_the_lead_was_asked(waiting):
    say(waiting, "agree")

    assert questions(waiting)[0].closing == "over"
    assert waiting.breaches() == []


def test_where_the_item_lets_it_count_the_case_goes_on_and_the_lead_is_asked(going_on):
    say(going_on, "agree", "commerce", "songweimin")

    assert [one.step for one in going_on.tasks()] == ["decide"]
    assert (questions(going_on)[0].upward, questions(going_on)[0].closing) == ("go_on", None)
    assert going_on.breaches() == []


def test_taken_up_beside_a_case_that_goes_on_it_stops_no_limit(going_on):
    take_up(going_on)
    say(going_on, "agree", "commerce", "songweimin")

    (limit,) = going_on.deadlines(kind="upward")
    assert (limit.state, limit.due_on) == ("running", date(2026, 3, 5))
    assert questions(going_on)[-1].pause_id is None
    assert going_on.breaches() == []


def test_at_the_end_of_the_case_nobody_is_asked_any_more(going_on):
    take_up(going_on)
    say(going_on, "agree", "commerce", "songweimin")
    going_on.answer("zhangzhiyuan", "decide", {"opinion": "agree"})

    assert questions(going_on)[-1].closing == "over"
    assert {one.state for one in going_on.deadlines(kind="upward")} <= {"cancelled"}
    assert going_on.breaches() == []


def test_an_opinion_that_is_asked_for_again_asks_the_lead_no_more(going_on):
    take_up(going_on)
    given = going_on.all(select(Task).where(Task.closing == "answered"))[-1]
    wish = asking_again.Wish((given.id,), "上级已另行答复")
    going_on.do(LEAD, asking_again.ask_again, going_on.number, wish)

    assert questions(going_on)[-1].closing == "over"
    assert {one.state for one in going_on.deadlines(kind="upward")} == {"cancelled"}
    assert going_on.breaches() == []


def test_what_the_lead_sent_up_the_lead_takes_back_and_the_step_goes_on(waiting):
    take_up(waiting)
    asked = (waiting.number, questions(waiting)[-1].id)
    with pytest.raises(NotAllowed):
        waiting.do(FIRE, closing.withdraw, *asked)
    waiting.do(LEAD, closing.withdraw, *asked)

    assert step_limit(waiting).state == "running"
    groups = {one.group for one in waiting.notices() if one.what == "notice.question_withdrawn"}
    assert "fire/examiner" in groups
    assert waiting.breaches() == []


def test_an_opinion_that_counts_is_not_taken_back_as_a_question(going_on):
    with pytest.raises(NotAllowed):
        going_on.do(FIRE, closing.withdraw, going_on.number, questions(going_on)[0].id)


def test_the_authority_may_answer_by_its_link_and_the_lead_hears_of_it(waiting):
    take_up(waiting)
    asked = questions(waiting)[-1]
    who = consulting.body_of(asked, waiting.number, "处长 李明")
    waiting.do(who, consulting.respond, waiting.number, asked.id, consulting.Response("同意"))

    told = [one.person_id for one in waiting.notices() if one.what == "notice.question_answered"]
    assert asked.asker_id in told


def test_who_may_not_know_the_opinions_of_others_yet_does_not_learn_it_here_c6(desk):
    drawing.publish(desk, drawing.two_opinions(others="hidden"))
    desk.hand_in({}, item="two_opinions")
    desk.do(FIRE, claiming.claim, desk.task("opine", "fire").id)
    say(desk, "go_upward")

    known = [len(desk.do(who, read)) for who in ("songweimin", LEAD, FIRE)]
    assert known == [0, 1, 1]
    told = [len(desk.do(who, heard)) for who in ("songweimin", LEAD)]
    assert told == [0, 1]


def read(work):
    return reading.known(work, case_of(work))


def heard(work):
    found = hiding.readable(work, case_of(work), history.of_case(work.session, case_of(work).id))
    return [one for one in found if one.what == "question.upward"]


def case_of(work):
    return work.session.scalars(select(Case)).one()


@pytest.mark.parametrize(("own", "steps"), [(None, ["decide"]), ("wait", ["opine"])])
def test_the_word_of_the_item_comes_before_that_of_the_office(desk, own, steps):
    clock = desk.parts.clock
    office = replace(clock, upward=replace(clock.upward, opinion="go_on"))
    desk.parts = replace(desk.parts, clock=office)
    drawing.publish(desk, drawing.two_opinions(), go_upward=own)
    desk.hand_in({}, item="two_opinions")
    desk.do(FIRE, claiming.claim, desk.task("opine", "fire").id)
    say(desk, "go_upward")
    say(desk, "agree", "commerce", "songweimin")

    assert [one.step for one in desk.tasks()] == steps


def test_the_lead_itself_and_a_step_for_one_department_decide_nothing(desk):
    drawing.publish(desk, drawing.two_opinions(), lead_department="fire")
    desk.hand_in({}, item="two_opinions")
    desk.do(FIRE, claiming.claim, desk.task("opine", "fire").id)
    say(desk, "go_upward")

    assert questions(desk) == []
    assert [one.department for one in desk.tasks("opine")] == ["commerce"]
