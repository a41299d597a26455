"""The office the measuring is done in: five people, one process, no password asked for."""

import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from app.commands.office import files_of, read_days, read_yaml
from app.commands.speaking import OPERATOR
from app.storage.case.history import Link, entries
from app.storage.clock import calendar
from app.storage.desk.tasks import Task
from app.storage.ground.database import Database
from app.storage.office import people, settings, signins
from app.storage.office.signins import Signin
from app.usecases.calendars import deciding
from app.usecases.office import organising
from app.usecases.parts import Parts
from app.usecases.processes import designing
from app.usecases.work import Work
from tests.databases import PostgresDatabases, SqliteDatabases, migrate

Databases = SqliteDatabases | PostgresDatabases
FOLDER = Path(__file__).parent / "process"
HAND_IN: dict[str, Any] = {
    "item": "co_review",
    "applicant": {"name": "何清荷", "phone": "13805710001"},
    "answers": {"project": "滨江荷塘茶业厂房", "area": 860, "purpose": "预包装食品加工与仓储"},
}
REVIEWED = {"opinion": "agree", "remarks": "已审查图纸和现场，符合要求。"}
STEPS = {
    "accept": ("window", {"complete": True}),
    "fire": ("fire", REVIEWED),
    "land": ("land", REVIEWED),
    "env": ("ecology", REVIEWED),
    "decide": ("approver", {"decision": "grant", "remarks": "三部门意见一致。"}),
    "deliver": ("window", {"signer": "何清荷"}),
}
"""By step: who answers it, and what."""


def fill(url: str) -> None:
    """Bring an empty database to an office that can work."""
    migrate(url)
    parts = Parts(Database(url))
    with parts.database.writing() as session:
        work = Work(session, OPERATOR, parts)
        organising.load_calendar(work, read_days())
        organising.load_office(work, read_yaml(FOLDER / "office.yaml"))
        for change_id in calendar.unfinished(session):
            deciding.move_next(work, change_id)  # there is no case yet that has to follow
    with parts.database.writing() as session:
        designing.publish(Work(session, OPERATOR, parts), files_of(FOLDER, forms=FOLDER))
    parts.database.close()


def let_in(url: str) -> dict[str, str]:
    """Return a token for every person, by user name."""
    database, tokens = Database(url), dict[str, str]()
    with database.writing() as session:
        now = settings.moment(session).now
        for username, _ in STEPS.values():
            person = people.by_username(session, username)
            if person is None or username in tokens:
                continue
            tokens[username] = secrets.token_urlsafe(24)
            session.add(
                Signin(
                    token_hash=signins.token_hash(tokens[username]),
                    kind="api",
                    person_id=person.id,
                    opened_at=now,
                    expires_at=now + timedelta(days=1),
                )
            )
    database.close()
    return tokens


def steps_stored(url: str) -> list[int]:
    """Return how many steps the database knows of, asked in each way it can be asked."""
    database = Database(url)
    closed = select(func.count()).select_from(Task).where(Task.closing == "answered")
    with database.reading() as session:
        told = entries(session.scalars(select(Link)))
        answered = sum(entry.what == "task.answered" for entry in told)
        counts = [session.scalar(closed) or 0, answered]
    database.close()
    return counts
