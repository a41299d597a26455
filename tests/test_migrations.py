"""The migrations lead to exactly the tables the models describe, and back again."""

import importlib
import pkgutil
import re

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect

import app.storage
from app.storage.base import Base
from tests.databases import ROOT, alembic_config

VERSIONS = sorted((ROOT / "migrations/versions").glob("*.py"))


@pytest.fixture
def engine(databases):
    """A connection to an empty database of either kind."""
    with databases.empty() as url:
        engine = create_engine(url)
        yield engine
        engine.dispose()


@pytest.fixture
def config(engine):
    return alembic_config(engine.url.render_as_string(hide_password=False))


def models():
    """Return the tables of all storage modules."""
    for module in pkgutil.iter_modules(app.storage.__path__, "app.storage."):
        importlib.import_module(module.name)
    return Base.metadata


def differences(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        return compare_metadata(context, models())


def tables(engine):
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_an_upgraded_empty_database_equals_the_models(engine, config):
    command.upgrade(config, "head")

    assert differences(engine) == []


def test_the_last_migration_goes_down_and_up_again(engine, config):
    command.upgrade(config, "head")

    command.downgrade(config, "-1")
    command.upgrade(config, "head")

    assert differences(engine) == []


def test_all_migrations_go_down_to_nothing(engine, config):
    command.upgrade(config, "head")
    command.downgrade(config, "base")

    assert tables(engine) == set()


@pytest.mark.parametrize("file", VERSIONS, ids=lambda file: file.stem)
def test_a_migration_never_imports_what_changes_later(file):
    imported = re.findall(r"^\s*(?:from|import)\s+(app|engine)\b", file.read_text(), re.MULTILINE)

    assert not imported
