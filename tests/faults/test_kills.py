"""A process that is killed at any moment loses nothing it acknowledged and does nothing twice."""

import random
from collections import Counter

from sqlalchemy import select

from app import clock
from app.storage.cases import Case
from app.storage.deadlines import FIRED, Deadline
from app.storage.tasks import Task

KILLS = 20
MOST_DEEDS = 12

STORED = {
    "case": select(Case.number),
    "task": select(Task.id).where(Task.closing == "answered"),
    "deadline": select(Deadline.id).where(Deadline.state == FIRED),
}


def test_what_was_acknowledged_is_there_once_after_twenty_kills(desk, worker, in_app):
    for _ in range(KILLS):
        worker.live_and_die(deeds=random.randrange(MOST_DEEDS))

    acknowledged = worker.acknowledged()
    assert [entry for entry, times in Counter(acknowledged).items() if times > 1] == []
    for what, query in STORED.items():
        names = {name for kind, name in acknowledged if kind == what}
        assert names, f"no {what} was acknowledged"
        assert names <= set(desk.all(query))
    with in_app():
        clock.tick()
    assert desk.breaches() == []
