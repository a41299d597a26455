"""A whole office for tests: the shipped demo office, its calendar and its processes."""

from datetime import UTC, datetime
from pathlib import Path

from app.commands.office import files_of, read_days, read_yaml
from app.commands.speaking import OPERATOR
from app.storage.desk import substitutions
from app.storage.ground.database import Database
from app.storage.office import departments, people, settings
from app.usecases.office import organising
from app.usecases.parts import Parts
from app.usecases.processes import designing
from app.usecases.work import Work
from engine.people import Actor
from tests.databases import migrate

ROOT = Path(__file__).parent.parent

TEA = {
    "company_name": "滨江荷塘茶业有限公司",
    "name_approval_number": "（滨）名预核〔2026〕第0231号",
    "company_type": "limited",
    "registered_capital": 100,
    "address": "滨江区江南大道100号2幢301室",
    "industries": ["tea_and_food"],
    "business_scope": "预包装食品（含茶叶）销售",
    "representative_name": "何清荷",
    "representative_id": "330108198806152345",
    "representative_phone": "13805710001",
    "staff_count": 6,
    "delivery": "window",
    "promise": True,
}
"""What a tea shop without any pre-approval hands in."""


def fill(url: str) -> None:
    """Make all tables of an empty database and load the demo office into it."""
    migrate(url)
    parts = Parts(Database(url))
    load(parts)
    parts.database.close()


def load(parts: Parts) -> None:
    """Fill an empty database with the demo office; nobody has a password yet."""
    with parts.database.writing() as session:
        work = Work(session, OPERATOR, parts)
        organising.load_calendar(work, read_days())
        organising.load_office(work, read_yaml(ROOT / "app/office/demo.yaml"))
        settings.put(session, settings.DEMO, "yes")
    for folder in sorted((ROOT / "bpmn").iterdir()):
        with parts.database.writing() as session:
            designing.publish(Work(session, OPERATOR, parts), files_of(folder))


def set_clock(parts: Parts, to: datetime) -> None:
    """Let the office believe it is that moment, also an earlier one."""
    with parts.database.writing() as session:
        now = settings.moment(session).now
        before = float(settings.get(session, settings.CLOCK_OFFSET) or 0)
        offset = before + (to.astimezone(UTC) - now).total_seconds()
        settings.put(session, settings.CLOCK_OFFSET, str(offset))


def put_clock_on(parts: Parts, to: datetime) -> None:
    """Let the office believe it is that moment, unless it is later there already."""
    with parts.database.reading() as session:
        now = settings.moment(session).now
    if now < to:
        set_clock(parts, to)


def actor_of(parts: Parts, username: str) -> Actor:
    """Return somebody of the office, as if signed in."""
    with parts.database.reading() as session:
        person = people.by_username(session, username)
        assert person is not None, username
        sees = {role.code for role in departments.roles(session) if role.sees_all}
        pairs = frozenset((post.department, post.role) for post in person.posts)
        sees_all = any(role in sees for _, role in pairs)
        today = settings.moment(session).here.date()
        away = substitutions.stands_in(session, person.id, today)
        return Actor(f"person:{person.id}", person.name, pairs, None, sees_all, away)
