"""Departments are asked for opinions, and one of them wants to know something first."""

import pytest

from app.usecases.asking import closing, putting
from app.usecases.asking.wishes import Wish
from app.usecases.tasks import claiming
from tests.usecases import drawing

FIRE, LEAD = "pengchao", "wangjianguo"


@pytest.fixture
def asked(desk):
    """Fire and commerce are asked for opinions within three working days; fire has claimed."""
    drawing.publish(desk, drawing.two_opinions())
    desk.hand_in({}, item="two_opinions")
    desk.do(FIRE, claiming.claim, desk.task("opine", "fire").id)
    return desk


@pytest.fixture
def ask(asked):
    """Lets fire ask something: ``ask("lead")``; returns the question."""

    def put(to, department=None, stop=True, who=FIRE, text="疏散楼梯的宽度是多少？"):
        wish = Wish(to, text, department, stop=stop)
        return asked.do(who, putting.ask, asked.task("opine", "fire").id, wish)

    return put


@pytest.fixture
def answer(asked):
    """Answers a question: ``answer("wangjianguo", question)``."""
    return lambda who, question, text="1.4 米": asked.do(
        who, closing.answer, asked.number, question.id, text
    )
