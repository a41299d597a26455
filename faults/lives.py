"""What a process does that will be killed: deeds, acknowledged once they are stored."""

import os
import random
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

from flask import Flask
from sqlalchemy import Select, func, select
from sqlalchemy.exc import OperationalError

from app import backups, clock, schema
from app.jobs import letters, running
from app.storage.clock import due_limits
from app.storage.desk.tasks import Task
from app.storage.office import processes
from app.storage.office.processes import ProcessVersion
from app.storage.post import post
from app.storage.post.messages import DONE, Delivery
from app.usecases import timing
from app.usecases.cases import applying
from app.usecases.cases.applying import HandIn
from app.usecases.parts import Parts
from app.usecases.post import delivering
from app.usecases.tasks import reviewing
from app.usecases.work import Work
from engine.errors import Refusal
from engine.people import Actor
from faults.offices import ITEMS, app_on
from tests.usecases import drawing
from tests.usecases.desk import ACCEPT, CLOCK, PARTY, STRANGER, Desk

READY, YES = {"finding": "ready"}, {"opinion": "yes"}
ANSWERS: dict[str, dict[str, Any]] = {
    "check_materials": ACCEPT,
    "prereview_registration": READY,
    "prereview_seal": READY,
    "prereview_code": READY,
    "prereview_tax": READY,
    "look": YES,
    "measure": YES,
    "read": YES,
    "opine": YES,
    "decide": YES,
}
THREADS = 4


class Life:
    """One process at work; a line in a file says of each deed that it is stored.

    :param folder: where that file lies: it is what a server's answers would have told.
    """

    def __init__(self, url: str, folder: Path) -> None:
        self.app: Flask = app_on(url, folder)
        self.parts: Parts = self.app.extensions["parts"]
        self._folder = folder
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        self._file = os.open(folder / "acknowledged", flags)

    def warm(self) -> None:
        """Read every process once, and leave no connection open: a child inherits none."""
        with self.parts.database.reading() as session:
            for digest in session.scalars(select(ProcessVersion.digest)):
                processes.read(session, digest)
        self.parts.database.close()

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
            due = due_limits.anywhere(session, Work(session, CLOCK, self.parts).now, limit=20)
        if due:
            case_id, deadline_id = random.choice(due)
            _, passed = self._do(CLOCK, timing.pass_deadline, case_id, deadline_id)
            self._acknowledge("deadline", passed.id)

    def pass_many(self) -> None:
        """Let what is due pass, many limits in one transaction."""
        with self.app.app_context():
            for _ in clock.passing():
                pass

    def tick(self) -> None:
        """Let everything happen that time brings, as a server does again and again."""
        with self.app.app_context():
            clock.tick()

    def remind(self) -> None:
        """Remind of limits about to end."""
        with self.app.app_context():
            clock.remind()

    def follow(self) -> None:
        """Let cases follow what was changed in the calendar."""
        with self.app.app_context():
            clock.follow_changes()

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
        with self.app.app_context():
            for _ in running.running():
                pass

    def send_letters(self) -> None:
        """Let letters leave the house."""
        with self.app.app_context():
            letters.carry_all()

    def publish(self) -> None:
        """Publish a process nobody has seen before."""
        key = f"drawn_{random.getrandbits(40)}"
        drawing.publish(Desk(self.parts), drawing.granting(key))
        self._acknowledge("process", key)

    def back_up(self) -> None:
        """Put the whole office into one archive."""
        file = self._folder / f"office_{random.getrandbits(40)}.tar.zst"
        backups.make(self.parts.database, self._folder, file, schema.current(self.parts))

    def all_at_once(self) -> None:
        """Do what people and the clock do, in threads side by side."""
        mixed = (Life.hand_in, Life.answer, Life.answer, Life.pass_limit, Life.deliver, Life.tick)
        threads = [Thread(target=self._again_and_again, args=(mixed,)) for _ in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _again_and_again(self, deeds: "tuple[Deed, ...]") -> None:
        for _ in range(10):
            attempt(random.choice(deeds), self)

    def _do(self, actor: Actor, deed: Callable[..., Any], *given: Any) -> Any:
        with self.parts.database.writing() as session:
            work = Work(session, actor, self.parts)
            done = deed(work, *given)
        work.committed()
        return done

    def _one_of(self, query: Select[Any]) -> Any:
        with self.parts.database.reading() as session:
            found = session.scalars(query).all()
            return random.choice(found) if found else None

    def _acknowledge(self, what: str, name: str | None) -> None:
        os.write(self._file, f"{what} {name}\n".encode())


Deed = Callable[[Life], None]


def attempt(deed: Deed, life: Life) -> None:
    """Do a deed; what another process did first is no failure, nor is a database that hung up."""
    try:
        deed(life)
    except (Refusal, OperationalError):
        return


def _arrives(work: Work, message_id: str, number: str) -> bool:
    """Deliver a message; return whether it arrived, and was not missed."""
    case = delivering.deliver(work, message_id, number)
    work.session.flush()
    here = select(Delivery.state).filter_by(message_id=message_id, case_id=case.id)
    return work.session.scalar(here) == DONE
