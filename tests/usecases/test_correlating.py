"""Cases write to each other by key: who has it receives, wherever it is thrown and whenever."""

import pytest
from sqlalchemy import select

from app import clock
from app.storage.case.waits import Wait
from app.storage.desk.tasks import Task
from app.storage.post.messages import Message
from app.usecases.cases import applying
from app.usecases.cases.applying import HandIn
from app.usecases.post import sending
from app.usecases.tasks import reviewing
from engine import change
from engine.people import Actor
from tests.engine.drawing import Drawing
from tests.usecases import drawing
from tests.usecases.desk import PARTY, STRANGER

LAB = Actor("person:1", "化验室", frozenset({(None, "integration")}), sees_all=True)
PUBLISHED = '<zeebe:publishMessage correlationKey="=application.opinion"/>'


def asking():
    """Throws a question with the key of its application, and waits for the answer."""
    drawn = Drawing("asking").start(form="answer")
    drawn.element("intermediateThrowEvent", "ask", PUBLISHED, drawn.message("question"))
    cause = drawn.message("answer", key="=application.opinion")
    drawn.element("intermediateCatchEvent", "hear", "", cause).user("read", **drawing.ASKED)
    drawn.end("granted", milestone="decided")
    return drawn.flow("start", "ask", "hear", "read", "granted")


def answering():
    """Waits for a question with its key, asks the window, and answers."""
    drawn = Drawing("answering").start(form="answer")
    cause = drawn.message("question", key="=application.opinion")
    drawn.element("intermediateCatchEvent", "wait", "", cause).user("measure", **drawing.ASKED)
    drawn.element("intermediateThrowEvent", "tell", PUBLISHED, drawn.message("answer"))
    drawn.end("granted", milestone="decided")
    return drawn.flow("start", "wait", "measure", "tell", "granted")


def alarmed(key):
    """Waits for an alarm, then asks the window."""
    drawn = Drawing(key).start()
    drawn.element("intermediateCatchEvent", "wait", "", drawn.signal("alarm"))
    drawn.user("read", **drawing.ASKED).end("granted", milestone="decided")
    return drawn.flow("start", "wait", "read", "granted")


def alarming():
    """Raises the alarm at its start, and waits for one itself."""
    drawn = Drawing("alarming").start()
    drawn.element("intermediateThrowEvent", "raise", "", drawn.signal("alarm"))
    drawn.element("intermediateCatchEvent", "wait", "", drawn.signal("alarm"))
    drawn.user("read", **drawing.ASKED).end("granted", milestone="decided")
    return drawn.flow("start", "raise", "wait", "read", "granted")


@pytest.fixture
def office(desk, in_app):
    """An office whose processes write to each other."""
    for drawn in (asking(), answering()):
        drawing.publish(desk, drawn)
    with in_app():
        yield desk
    assert desk.breaches() == []


def handed_in(office, item, key=None):
    """Hand in as the page does: what is thrown is carried at once; return the case's inner id."""
    answers = {"opinion": key} if key else {}
    with clock.mailing(STRANGER) as work:
        case, _ = applying.submit(work, HandIn(item, PARTY, answers))
        return case.id


def answered(office, step):
    """The window answers the open task of a step."""
    task = office.all(select(Task.id).where(Task.step == step, Task.closed_at.is_(None)))[0]
    with clock.deed(office.actor("zhouwenjing"), task) as work:
        reviewing.complete_task(work, task, {"opinion": "done"})


def asked(office, step):
    """The cases that ask for a step."""
    waiting = select(Task.case_id).where(Task.step == step, Task.closed_at.is_(None))
    return office.all(waiting.order_by(Task.case_id))


def states(office):
    return office.all(select(Message.state).order_by(Message.thrown_at))


def test_question_and_answer_find_each_other_by_key(office):
    others = [handed_in(office, "answering", key) for key in ("甲", "乙")]
    asker = handed_in(office, "asking", "乙")
    assert asked(office, "measure") == [others[1]]
    answered(office, "measure")

    assert asked(office, "read") == [asker]
    assert states(office) == ["delivered", "delivered"]


def test_a_wrong_key_stays_where_it_is(office):
    handed_in(office, "answering", "甲")
    handed_in(office, "asking", "丙")

    assert (asked(office, "measure"), states(office)) == ([], ["waiting"])
    assert len(office.all(select(Wait.id))) == 2


def test_who_waits_later_takes_a_kept_message(office):
    handed_in(office, "asking", "丁")
    assert states(office) == ["waiting"]
    late = handed_in(office, "answering", "丁")

    assert asked(office, "measure") == [late]
    assert states(office) == ["delivered"]


def test_of_two_that_wait_with_one_key_the_second_takes_the_second(office):
    waiting = [handed_in(office, "answering", "戊") for _ in range(2)]
    handed_in(office, "asking", "戊")
    assert asked(office, "measure") == waiting[:1]
    handed_in(office, "asking", "戊")

    assert asked(office, "measure") == waiting


def test_another_system_sends_by_key(office):
    waiting = [handed_in(office, "answering", key) for key in ("甲", "乙")]
    for key in (None, "丙", "乙"):
        with clock.deed(LAB) as work:
            sending.send(work, change.Message("question", {}, key))

    assert asked(office, "measure") == waiting[1:]
    assert sorted(states(office)) == ["delivered", "waiting", "waiting"]


def test_a_signal_reaches_every_case_that_waits_but_who_raised_it(office):
    drawing.publish(office, alarmed("first"))
    drawing.publish(office, alarmed("second"))
    drawing.publish(office, alarming())
    waiting = [handed_in(office, item) for item in ("first", "first", "second")]
    raiser = handed_in(office, "alarming")
    assert asked(office, "read") == waiting
    handed_in(office, "alarming")

    assert asked(office, "read") == [*waiting, raiser]
