"""What a process that will be killed does: deeds in a small office, acknowledged once they are stored."""

import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import Select, func, select

from app import clock
from app.jobs import running
from app.storage import deadlines, post
from app.storage.database import Database
from app.storage.messages import DONE, Delivery
from app.storage.tasks import Task
from app.usecases import applying, delivering, reviewing, timing
from app.usecases.applying import HandIn
from app.usecases.jobs.registry import JobTypes
from app.usecases.work import Parts, Work
from engine.errors import Refusal
from engine.people import Actor
from faults.machines import LookUp
from tests.office import TEA
from tests.usecases.desk import ACCEPT, CLOCK, PARTY, STRANGER

ITEMS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("enterprise_setup", TEA),
    ("two_ways", {}),
    ("listener", {}),
    ("teller", {}),
    ("looking_up", {}),
)
READY = {"finding": "ready"}
YES = {"opinion": "yes"}
ANSWERS: dict[str, dict[str, Any]] = {
    "check_materials": ACCEPT,
    "prereview_registration": READY,
    "prereview_seal": READY,
    "prereview_code": READY,
    "prereview_tax": READY,
    "look": YES,
    "measure": YES,
    "read": YES,
}


class Life:
    """One process at work; a line in a file says of each deed that it is stored.

    :param acknowledged: the path of that file: what a server's answer would have told.
    """

    def __init__(self, url: str, acknowledged: str) -> None:
        self.parts = Parts(Database(url), job_types=JobTypes({"look_up": LookUp()}))
        self._file = os.open(acknowledged, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def hand_in(self) -> None:
        """Hand in an application."""
        item, answers = random.choice(ITEMS)
        case = self._do(STRANGER, applying.submit, HandIn(item, PARTY, dict(answers)))[0]
        self._acknowledge("case", case.number)

    def answer(self) -> None:
        """Answer one of the open tasks."""
        open_ = select(Task).where(Task.closed_at.is_(None), Task.step.in_(ANSWERS))
        task = self._one_of(open_.order_by(func.random()).limit(20))
        if task is not None:
            clerk = Actor("person:1", "P1", frozenset({(task.department, task.role)}))
            self._do(clerk, reviewing.complete_task, task.id, dict(ANSWERS[task.step]))
            self._acknowledge("task", task.id)

    def pass_limit(self) -> None:
        """Let one limit pass that is due."""
        with self.parts.database.reading() as session:
            due = deadlines.due(session, Work(session, CLOCK, self.parts).now, limit=20)
        if due:
            case_id, deadline_id = random.choice(due)
            self._do(CLOCK, timing.pass_deadline, case_id, deadline_id)
            self._acknowledge("deadline", deadline_id)

    def tick(self) -> None:
        """Let everything happen that time brings, as a server does again and again."""
        with self._in_app():
            clock.tick()

    def deliver(self) -> None:
        """Address and deliver a message."""
        with self.parts.database.reading() as session:
            now = Work(session, CLOCK, self.parts).now
            waiting, parcels = post.addressable(session, now, None, ()), post.parcels(session, None)
        if waiting:
            self._do(CLOCK, delivering.address, random.choice(waiting))
        if parcels:
            message, number = random.choice(parcels)
            if self._do(CLOCK, _arrives, message, number):
                self._acknowledge("delivery", message)

    def do_jobs(self) -> None:
        """Do the jobs of the office."""
        with self._in_app():
            for _ in running.running():
                pass

    @contextmanager
    def _in_app(self) -> Iterator[None]:
        app = Flask("office")
        app.extensions["parts"] = self.parts
        with app.app_context():
            yield

    def _do(self, actor: Actor, deed: Callable[..., Any], *given: Any) -> Any:
        with self.parts.database.writing() as session:
            return deed(Work(session, actor, self.parts), *given)

    def _one_of(self, query: Select[Any]) -> Any:
        with self.parts.database.reading() as session:
            found = session.scalars(query).all()
            return random.choice(found) if found else None

    def _acknowledge(self, what: str, name: str | None) -> None:
        os.write(self._file, f"{what} {name}\n".encode())


def _arrives(work: Work, message_id: str, number: str) -> bool:
    """Deliver a message; return whether it arrived, and was not missed."""
    case = delivering.deliver(work, message_id, number)
    work.session.flush()
    here = select(Delivery.state).filter_by(message_id=message_id, case_id=case.id)
    return work.session.scalar(here) == DONE


DEEDS: dict[str, Callable[[Life], None]] = {
    "hand in": Life.hand_in,
    "answer": Life.answer,
    "pass a limit": Life.pass_limit,
    "tick": Life.tick,
    "deliver": Life.deliver,
    "do jobs": Life.do_jobs,
}


def live(life: Life, deed: str, most: int) -> None:
    """Do a deed again and again; what another process did first is no failure."""
    for _ in range(most):
        try:
            DEEDS[deed](life)
        except Refusal:
            continue
