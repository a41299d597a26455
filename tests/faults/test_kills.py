"""A process that is killed at any moment loses nothing it acknowledged and does nothing twice."""

import random
from collections import Counter

from sqlalchemy import select

from app import clock
from app.storage import deadlines
from app.storage.cases import Case
from app.storage.deadlines import FIRED
from app.storage.messages import DONE, Delivery, Message
from app.storage.tasks import Task

KILLS = 20
MOST_DEEDS = 12


def passed(session):
    cases = session.scalars(select(Case.id))
    limits = [limit for case_id in cases for limit in deadlines.of_case(session, case_id)]
    return [limit.id for limit in limits if limit.state == FIRED]


STORED = {
    "case": lambda session: session.scalars(select(Case.number)),
    "task": lambda session: session.scalars(select(Task.id).where(Task.closing == "answered")),
    "delivery": lambda session: session.scalars(DELIVERED),
    "deadline": passed,
}
DELIVERED = select(Delivery.message_id).where(Delivery.state == DONE)
READ = select(Task.id).where(Task.step == "read")
THROWN = select(Task.id).where(Task.step == "measure", Task.closing == "answered")


def test_what_was_acknowledged_is_there_once_after_twenty_kills(desk, worker, in_app):
    for _ in range(KILLS):
        worker.live_and_die(deeds=random.randrange(MOST_DEEDS))

    acknowledged = worker.acknowledged()
    assert [entry for entry, times in Counter(acknowledged).items() if times > 1] == []
    for what, stored in STORED.items():
        names = {name for kind, name in acknowledged if kind == what}
        assert names, f"no {what} was acknowledged"
        with desk.look() as work:
            assert names <= set(stored(work.session))
    with in_app():
        clock.tick()
    assert desk.breaches() == []
    assert len(desk.all(READ)) == len(desk.all(DELIVERED))
    assert len(desk.all(select(Message.id))) == len(desk.all(THROWN))
