"""Threads in the serving process that do jobs; they hold nothing, so a lost one does no harm."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import structlog
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from app.jobs import exports, letters, running

log = structlog.get_logger(__name__)
STOPPING_SECONDS = 5
"""How long whoever stops waits for what is under way; others begin again what takes longer."""


@contextmanager
def at_work(app: Flask, threads: int, every_seconds: float) -> Iterator[None]:
    """Let so many threads do jobs while the block lasts.

    They look when the bell rings and, because jobs are also due by time and from other
    processes, again and again.
    """
    over = Event()
    bell: Event = app.extensions["parts"].bell  # of one process, where threads do jobs

    def work() -> None:
        while not over.is_set():
            bell.wait(every_seconds)
            bell.clear()
            if over.is_set():
                bell.set()  # others may not have heard it yet
            else:
                _look(app)

    workers = [Thread(target=work, daemon=True) for _ in range(threads)]
    for worker in workers:
        worker.start()
    try:
        yield
    finally:
        over.set()
        bell.set()
        for worker in workers:
            worker.join(STOPPING_SECONDS)


def _look(app: Flask) -> None:
    try:
        with app.app_context():
            _do_jobs()
            while letters.carry_some() or exports.make_some():  # neither keeps a job waiting
                _do_jobs()
    except SQLAlchemyError:
        log.exception("the database did not answer; the next look is a new one")


def _do_jobs() -> None:
    for ran in running.running():
        log.info("a job was tried", case=ran.case, step=ran.step, type=ran.type)
