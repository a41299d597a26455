"""Works in an office until it is killed: ``python -m tests.faults.worker URL ACKNOWLEDGED``.

A line on standard input starts one life: a process whose threads hand in, answer and let
limits pass as fast as they can. What was stored is then acknowledged by a line in the file,
as a server acknowledges with its answer.
"""

import os
import random
import sys
from threading import Thread

from sqlalchemy import func, select

from app.storage import deadlines, post
from app.storage.database import Database
from app.storage.messages import DONE, Delivery
from app.storage.tasks import Task
from app.usecases import applying, delivering, reviewing, timing
from app.usecases.applying import HandIn
from app.usecases.work import Parts, Work
from engine.errors import Refusal
from engine.people import Actor
from tests.office import TEA
from tests.usecases.desk import ACCEPT, CLOCK, PARTY, STRANGER

THREADS = 4
ANSWERS = {
    "check_materials": ACCEPT,
    "prereview_registration": {"finding": "ready"},
    "prereview_seal": {"finding": "ready"},
    "prereview_code": {"finding": "ready"},
    "prereview_tax": {"finding": "ready"},
    "look": {"opinion": "yes"},
    "measure": {"opinion": "yes"},
    "read": {"opinion": "yes"},
}


ITEMS = (("enterprise_setup", TEA), ("two_ways", {}), ("listener", {}), ("teller", {}))


class Life:
    """One life of the process: ends by being killed, or with its parent."""

    def __init__(self, url, acknowledged):
        self.parts = Parts(Database(url))
        self.file = os.open(acknowledged, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def live(self, parent):
        threads = [Thread(target=self.work, args=(parent,), daemon=True) for _ in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def work(self, parent):
        deeds = (self.hand_in, self.answer, self.answer, self.pass_limit, self.deliver)
        while os.getppid() == parent:
            deed = random.choice(deeds)
            try:
                deed()
            except Refusal:
                continue  # another thread was faster

    def hand_in(self):
        item, answers = random.choice(ITEMS)
        case = self.do(STRANGER, applying.submit, HandIn(item, PARTY, dict(answers)))[0]
        self.acknowledge("case", case.number)

    def answer(self):
        task = self.one_of(
            select(Task)
            .where(Task.closed_at.is_(None), Task.step.in_(ANSWERS))
            .order_by(func.random())
            .limit(20)
        )
        if task is not None:
            clerk = Actor("person:1", "P1", frozenset({(task.department, task.role)}))
            self.do(clerk, reviewing.complete_task, task.id, dict(ANSWERS[task.step]))
            self.acknowledge("task", task.id)

    def pass_limit(self):
        with self.parts.database.reading() as session:
            due = deadlines.due(session, Work(session, CLOCK, self.parts).now, limit=20)
        if due:
            case_id, deadline_id = random.choice(due)
            self.do(CLOCK, timing.pass_deadline, case_id, deadline_id)
            self.acknowledge("deadline", deadline_id)

    def deliver(self):
        with self.parts.database.reading() as session:
            now = Work(session, CLOCK, self.parts).now
            waiting, parcels = post.addressable(session, now, None, ()), post.parcels(session, None)
        if waiting:
            self.do(CLOCK, delivering.address, random.choice(waiting))
        if parcels:
            message, number = random.choice(parcels)
            if self.do(CLOCK, arrives, message, number):
                self.acknowledge("delivery", message)

    def do(self, actor, deed, *given):
        with self.parts.database.writing() as session:
            return deed(Work(session, actor, self.parts), *given)

    def one_of(self, query):
        with self.parts.database.reading() as session:
            found = session.scalars(query).all()
            return random.choice(found) if found else None

    def acknowledge(self, what, name):
        os.write(self.file, f"{what} {name}\n".encode())


def arrives(work, message_id, number):
    """Deliver a message; return whether it arrived, and was not missed."""
    case = delivering.deliver(work, message_id, number)
    work.session.flush()
    here = select(Delivery.state).filter_by(message_id=message_id, case_id=case.id)
    return work.session.scalar(here) == DONE


def main():
    url, acknowledged = sys.argv[1:]
    for _ in sys.stdin:
        parent = os.getpid()
        child = os.fork()
        if not child:
            Life(url, acknowledged).live(parent)
            os._exit(0)
        print(child, flush=True)  # noqa: T201 - how the test learns whom to kill
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
