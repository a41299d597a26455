"""Migrations in an office that is at work: rows stay, down and up again."""

import pytest
from alembic import command
from sqlalchemy import func, select

from app import migrating
from app.storage.ground.base import Base
from app.usecases import remarking
from app.usecases.people import phrasing
from app.usecases.remarking import Wish
from tests.usecases.collecting import arriving


@pytest.fixture
def at_work(desk):
    """An office with a case departments review, a remark with a file, and a phrase."""
    desk.accepted()
    with arriving("平面图.png") as files:
        desk.do("wangjianguo", remarking.make, desk.number, Wish("见附件", files=files))
    desk.do("lixuemei", phrasing.keep, "经审查，申请材料齐全。")
    return desk


def migrate(parts, to, revision):
    """Bring the office to a revision as the product does."""
    settings = migrating.config()
    with parts.database.migrating() as connection:
        settings.attributes["connection"] = connection
        to(settings, revision)


def counted(parts):
    """How many rows each table has."""
    with parts.database.reading() as session:
        tables = Base.metadata.tables.values()
        return {one.name: session.scalar(select(func.count()).select_from(one)) for one in tables}


def test_the_newest_migration_loses_no_row_down_and_up_again(at_work, parts):
    before = counted(parts)

    migrate(parts, command.downgrade, "-1")
    migrate(parts, command.upgrade, "head")

    assert counted(parts) == before


def test_a_file_of_a_remark_is_gone_rather_than_open_to_all_where_remarks_have_none(at_work, parts):
    before = counted(parts)

    migrate(parts, command.downgrade, "0043")
    migrate(parts, command.upgrade, "head")

    assert counted(parts) == before | {"material": before["material"] - 1}
