"""What the office does by itself: its types of jobs, and who does them: threads or workers."""

import os
from collections.abc import Mapping
from threading import Event
from typing import Any

from app.config import DISTRIBUTED
from app.jobs import mail, sms
from app.jobs.endpoints import read
from app.jobs.notify import Notify
from app.jobs.webhook import Webhook
from app.storage.ground.database import Database
from app.usecases.jobs.registry import JobTypes
from app.usecases.jobs.types import JobType
from app.usecases.letters.carrying import Carrier
from app.usecases.letters.notice_file import EMAIL, SMS
from app.usecases.parts import Bell

BEHIND_PEOPLE = 10
"""How much a process that only does what is due steps back (``nice``) where people want the CPU."""


def step_back(database: Database) -> None:
    """Let people come first on this machine and in the database; for good, in this process."""
    os.nice(BEHIND_PEOPLE)
    database.step_back()


def bell(config: Mapping[str, Any], database: Database) -> Bell:
    """Return what calls those who do what is due: threads of this process, or workers."""
    if config["JOBS"] != DISTRIBUTED:
        return Event()
    from app.jobs.far_bell import FarBell  # Procrastinate is held by those who have workers

    return FarBell(database.url)


def prepare(config: Mapping[str, Any], database: Database) -> None:
    """Make what workers need, where there are workers."""
    if config["JOBS"] == DISTRIBUTED:
        from app.jobs import queue

        queue.prepare(database)


def carriers(config: Mapping[str, Any]) -> dict[str, Carrier]:
    """Return the ways by which notices leave this house, by channel.

    :raises app.config.Unsafe: a setting names a way that is none.
    """
    ways: dict[str, Carrier] = {}
    if config["MAIL"]:
        folder = config["LIANSHEN_DATA"] / "mail"
        ways[EMAIL] = mail.carrier(config["MAIL"], config["MAIL_FROM"], folder)
    if config["SMS"]:
        ways[SMS] = sms.carrier(config["SMS"], read(config["WEBHOOKS"]))
    return ways


def registered(config: Mapping[str, Any]) -> JobTypes:
    """Return every type of job this office can do.

    :raises app.config.Unsafe: the file of endpoints cannot be read, or one is not safe.
    """
    types: tuple[JobType, ...] = (Notify(), Webhook(read(config["WEBHOOKS"])))
    return JobTypes({one.name: one for one in types}, config["JOB_WAITS"])
