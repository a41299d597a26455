"""A body without an account answers once by a link: feature C9, decision 182."""

import pytest
from sqlalchemy import select

from app.storage.joint.questions import Question
from app.usecases.asking import consulting, putting
from app.usecases.asking.consulting import Response
from app.usecases.asking.wishes import Wish
from engine.errors import Conflict, Invalid, NotAllowed
from engine.people import Actor
from tests.usecases.asking.conftest import FIRE, LEAD

BODY = "滨江区消防协会"


@pytest.fixture
def consulted(asked):
    """An association of fire safety is asked by fire on Monday 2 March 2026."""
    asked.do(FIRE, putting.ask, asked.task("opine", "fire").id, Wish("body", "意见？", body=BODY))
    return asked


def question(desk):
    return desk.all(select(Question).order_by(Question.id))[-1]


def respond(desk, text="同意", number=None):
    who = consulting.body_of(question(desk), number or desk.number, "秘书长 张伟")
    return desk.do(who, consulting.respond, desk.number, question(desk).id, Response(text))


def test_one_answer_comes_to_the_task_of_who_asked(consulted):
    respond(consulted)

    assert (question(consulted).answer, question(consulted).closing) == ("同意", "answered")
    assert question(consulted).closed_by_name == "滨江区消防协会（秘书长 张伟）"
    assert "notice.question_answered" in [one.what for one in consulted.notices()]
    with pytest.raises(Conflict):
        respond(consulted)
    assert consulted.breaches() == []


def test_a_link_that_has_expired_takes_no_answer(consulted):
    """It opens for five working days: until the end of Monday 9 March."""
    consulted.wait_until("2026-03-10T00:00")

    with pytest.raises(Conflict) as refused:
        respond(consulted)

    assert (refused.value.code, question(consulted).open) == ("question.expired", True)


def test_a_new_link_lasts_anew_and_there_are_not_many(consulted):
    consulted.wait_until("2026-03-10T00:00")
    for _ in range(2):
        consulted.do(FIRE, consulting.renew, consulted.number, question(consulted).id)
    respond(consulted)

    assert question(consulted).links == 3


def test_links_are_as_many_as_the_office_allows(consulted):
    for _ in range(2):
        consulted.do(FIRE, consulting.renew, consulted.number, question(consulted).id)

    with pytest.raises(Conflict) as refused:
        consulted.do(FIRE, consulting.renew, consulted.number, question(consulted).id)

    assert refused.value.code == "question.links"


def test_only_who_asked_makes_a_new_link(consulted):
    with pytest.raises(NotAllowed):
        consulted.do(LEAD, consulting.renew, consulted.number, question(consulted).id)


def test_nobody_else_answers_for_the_body(consulted):
    other = Actor("body:999", BODY, case=consulted.number)

    for who in (other, LEAD, "party"):
        with pytest.raises(NotAllowed):
            consulted.do(
                who, consulting.respond, consulted.number, question(consulted).id, Response("同意")
            )


def test_a_body_needs_its_name(asked):
    with pytest.raises(Invalid) as refused:
        asked.do(FIRE, putting.ask, asked.task("opine", "fire").id, Wish("body", "意见？"))

    assert [one.place for one in refused.value.faults] == ["body"]
