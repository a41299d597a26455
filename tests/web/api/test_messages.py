"""Messages over the API: sent once, by those who may, and seen by administrators."""

import pytest
from sqlalchemy import select

from app.storage.office.departments import Role
from app.storage.office.people import Person, Post
from tests.usecases import drawing
from tests.usecases.desk import Desk
from tests.usecases.test_messages import asked

GOOD = {"name": "result", "payload": {"good": True}}


@pytest.fixture
def office(served):
    """An office with a process that waits for a result."""
    desk = Desk(served.extensions["parts"])
    drawing.publish(desk, drawing.listener())
    return desk


@pytest.fixture
def machine(office, client_of):
    """Another system that may send messages and see all cases."""
    with office.parts.database.writing() as session:
        person = session.scalars(select(Person).filter_by(username="zhouwenjing")).one()
        session.add(Role(code="integration", name="系统对接", sees_all=True))
        session.flush()
        began = person.posts[0].from_on
        session.add(Post(person_id=person.id, role="integration", from_on=began))
    return client_of("zhouwenjing")


def test_a_message_reaches_the_case_that_waits(office, machine):
    case = office.hand_in({}, item="listener", who="zhouwenjing")
    sent = machine.post("/messages", json=GOOD)

    assert (sent.status_code, sent.json["state"]) == (201, "waiting")
    assert asked(office) == [case.id]
    shown = machine.get(f"/messages/{sent.json['id']}").json
    assert [one["case"] for one in shown["deliveries"]] == [case.number]


def test_a_repeated_message_is_sent_once(office, machine):
    first, second = (office.hand_in({}, item="listener").id for _ in range(2))
    answers = [machine.post("/messages", json=GOOD, key="once") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert asked(office) == [first]
    assert first != second


def test_a_case_is_told_what_it_waits_for_and_nothing_else(office, machine):
    case = office.hand_in({}, item="listener")
    here = f"/cases/{case.number}/messages"

    assert machine.post(here, json={"name": "other"}).status_code == 409
    assert machine.post(here, json={"name": "withdrawn"}).status_code == 403
    assert machine.post(here, json=GOOD).status_code == 200
    assert machine.post("/cases/2026-000999-1/messages", json=GOOD).status_code == 404


@pytest.mark.parametrize(
    "wrong", [{}, {"name": ""}, GOOD | {"payload": [1]}, GOOD | {"lives": "soon"}, GOOD | {"x": 1}]
)
def test_what_is_unfit_is_refused(machine, wrong):
    assert machine.post("/messages", json=wrong).status_code == 422


def test_a_signal_nobody_waits_for_is_over(machine):
    sent = machine.post("/signals", json=GOOD)

    assert (sent.status_code, sent.json["state"]) == (201, "delivered")


def test_staff_neither_sends_nor_lists(office, client_of):
    head = client_of("wangjianguo")

    assert head.post("/messages", json=GOOD).status_code == 403
    assert head.get("/messages").status_code == 403


def test_an_administrator_lists_what_is_under_way(office, machine, client_of):
    machine.post("/messages", json=GOOD)
    machine.post("/messages", json=GOOD)
    administrator = client_of("chengxiao")

    first = administrator.get("/messages?limit=1&state=waiting").json
    second = administrator.get(f"/messages?limit=1&after={first['next']}").json
    assert len({one["id"] for one in first["items"] + second["items"]}) == 2
    assert second["next"] is None
