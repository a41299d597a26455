"""Messages and signals between cases: each arrives once, where it is meant, and nothing is lost."""

import pytest
from sqlalchemy import select

from app import clock
from app.storage.case.history import Link, entries
from app.storage.case.waits import Wait
from app.storage.desk.tasks import Task
from app.storage.post.messages import Delivery, Message
from app.usecases.cases import withdrawing
from app.usecases.post import delivering, sending
from app.usecases.tasks import reviewing
from engine import change
from engine.errors import Conflict, Invalid, NotAllowed
from engine.people import Actor
from tests.engine.drawing import Drawing
from tests.usecases import drawing

LAB = Actor("person:1", "化验室", frozenset({(None, "integration")}), sees_all=True)
RESULT = change.Message("result", {"good": True})


@pytest.fixture
def office(desk):
    """An office with a process that waits for a result and one that throws it."""
    drawing.publish(desk, drawing.listener())
    drawing.publish(desk, drawing.teller())
    return desk


def measured(office, in_app):
    """Let a new case of the other process throw its result."""
    office.hand_in({}, item="teller")
    task = office.task("measure").id
    with in_app(), clock.deed(office.actor("zhouwenjing"), task) as work:
        reviewing.complete_task(work, task, {"opinion": "yes"})


def asked(office, step="read"):
    """The cases that ask for a step."""
    waiting = select(Task.case_id).where(Task.step == step, Task.closed_at.is_(None))
    return office.all(waiting.order_by(Task.case_id))


def states(office):
    return office.all(select(Message.state))


def test_a_message_arrives_at_the_case_that_waits_for_it(office, in_app):
    office.hand_in({}, item="listener")
    measured(office, in_app)

    assert len(asked(office)) == 1
    assert states(office) == ["delivered"]
    assert office.all(select(Wait.name).where(Wait.name == "result")) == []
    assert office.breaches() == []


def test_of_one_process_the_case_that_waits_longest_receives(office, in_app):
    first = office.hand_in({}, item="listener").id
    office.hand_in({}, item="listener")
    measured(office, in_app)

    assert asked(office) == [first]


def test_one_case_of_every_process_receives(office, in_app):
    drawing.publish(office, drawing.listener("other"))
    cases = [office.hand_in({}, item=name).id for name in ("listener", "other")]
    measured(office, in_app)

    assert asked(office) == cases


def test_a_message_waits_for_a_case_that_is_yet_to_come(office, in_app):
    measured(office, in_app)
    assert states(office) == ["waiting"]
    office.hand_in({}, item="listener")
    with in_app():
        clock.tick()

    assert (len(asked(office)), states(office)) == (1, ["delivered"])


def test_what_nobody_wants_expires(office, in_app):
    measured(office, in_app)
    office.wait_until("2026-05-01T09:00")
    office.hand_in({}, item="listener")
    with in_app():
        clock.tick()

    assert (asked(office), states(office)) == ([], ["expired"])


def test_who_listens_no_longer_leaves_the_message_to_the_next(office, in_app):
    first, second = (office.hand_in({}, item="listener") for _ in range(2))
    sent = office.do(LAB, sending.send, RESULT).id
    office.do(LAB, delivering.address, sent)
    office.do(LAB, sending.tell, first.number, "result", {})
    with in_app():
        clock.tick()

    assert asked(office) == [first.id, second.id]
    assert office.all(select(Delivery.case_id)) == [second.id]


def test_a_delivery_is_told_by_both_histories(office, in_app):
    office.hand_in({}, item="listener")
    measured(office, in_app)

    told = [entry for link in office.all(select(Link)) for entry in entries([link])]
    told = [entry for entry in told if entry.what.startswith("message.")]
    assert {entry.what for entry in told} == {"message.received", "message.thrown"}
    received = next(entry for entry in told if entry.what == "message.received")
    assert received.details["from"] == office.number


def test_a_case_that_breaks_holds_its_message_until_it_is_tried_again(office, in_app):
    drawn = Drawing("breaking").start()
    drawn.element("intermediateCatchEvent", "wait", "", drawn.message("result"))
    drawn.gateway("exclusive", "which", default="which_to_refused").end("granted")
    drawn.end("refused", paper="REFUSAL_DECISION").flow("start", "wait", "which").flow(
        "which", "refused"
    )
    drawing.publish(office, drawn.flow("which", "granted", when="=wait.good > 3"))
    office.hand_in({}, item="breaking")
    office.do(LAB, sending.send, RESULT)
    with in_app():
        clock.tick()
        clock.tick()

    assert office.all(select(Delivery.held_by)) == [1]
    assert office.case().ended_at is None


def test_a_message_to_a_case_arrives_at_once(office):
    case = office.hand_in({}, item="listener")
    office.do(LAB, sending.tell, case.number, "result", {"good": True})

    assert asked(office) == [case.id]
    with pytest.raises(Conflict):
        office.do(LAB, sending.tell, case.number, "result", {})


def test_nobody_withdraws_through_the_general_door(desk):
    desk.hand_in()
    taking_back = change.Message(withdrawing.MESSAGE)

    with pytest.raises(NotAllowed):
        desk.do(LAB, sending.send, taking_back)
    with pytest.raises(NotAllowed):
        desk.do(LAB, sending.tell, desk.number, withdrawing.MESSAGE, {})


def test_staff_of_departments_sends_nothing(office):
    with pytest.raises(NotAllowed):
        office.do("zhouwenjing", sending.send, RESULT)


def test_a_message_is_bounded(office):
    with pytest.raises(Invalid):
        office.do(LAB, sending.send, change.Message("result", {"text": "长" * 30_000}))
    with pytest.raises(Invalid):
        office.do(LAB, sending.send, change.Message("result", lives="a while"))

    assert states(office) == []
