"""The migrations lead to exactly the tables the models describe, and back again."""

import re

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

import app.storage.everything  # noqa: F401 - knows all tables
from app import migrating, schema
from app.storage.ground.base import Base
from tests.databases import ROOT, downgrade, opened, upgrade

VERSIONS = sorted((ROOT / "migrations/versions").glob("*.py"))


@pytest.fixture
def engine(databases):
    """An engine on an empty database of either kind."""
    with databases.empty() as url:
        yield opened(url)


def differences(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        return compare_metadata(context, Base.metadata)


def tables(engine):
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_an_upgraded_empty_database_equals_the_models(engine):
    upgrade(engine)

    assert differences(engine) == []


def test_the_last_migration_goes_down_and_up_again(engine):
    upgrade(engine)

    downgrade(engine, "-1")
    upgrade(engine)

    assert differences(engine) == []


def test_all_migrations_go_down_to_nothing(engine):
    upgrade(engine)
    downgrade(engine, "base")

    assert tables(engine) == set()


def test_files_are_called_as_their_migrations_so_that_a_server_knows_them_without_alembic():
    scripts = ScriptDirectory.from_config(migrating.config())
    brought = [script.revision for script in scripts.walk_revisions()]

    assert (schema.newest(), all(map(schema.knows, brought))) == (scripts.get_current_head(), True)
    assert not schema.knows("9" + schema.newest())


@pytest.mark.parametrize("file", VERSIONS, ids=lambda file: file.stem)
def test_a_migration_never_imports_what_changes_later(file):
    imported = re.findall(r"^\s*(?:from|import)\s+(app|engine)\b", file.read_text(), re.MULTILINE)

    assert not imported
