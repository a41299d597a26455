"""What a server never needs is not in its memory: it is imported by those who do."""

import copy
import subprocess
import sys
from importlib import import_module

import pytest

from app.commands import SUBJECTS
from app.shapes.base import Nothing
from tests.databases import ROOT

ASK = "import sys, wsgi; print(*sys.modules)"
TYPE = """
import sys, wsgi
wsgi.app.cli.get_command(None, "serve")
print(*sys.modules)
"""
FOR_OTHERS = {
    "alembic": "whoever migrates",
    "app.migrating": "whoever migrates",
    "engine.checks.layers": "whoever has a process to publish",
    "engine.importing.rewriting": "whoever brings in a diagram",
    "icalendar": "whoever sends or fetches a calendar",
    "mako": "whoever writes a migration",
    "procrastinate": "an office with workers",
    "psycopg": "an office on PostgreSQL",
    "pypinyin": "tools/readings.py",
    "segno": "whoever shows a paper",
    "waitress": "flask serve",
}


def loaded_by(code, folder):
    env = {"DATABASE_URL": "sqlite://", "LIANSHEN_DATA": str(folder)}
    words = [sys.executable, "-c", code]
    return subprocess.check_output(words, cwd=ROOT, env=env, text=True).split()


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """The modules a server has loaded before its first request."""
    return loaded_by(ASK, tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def serving(tmp_path_factory):
    """The modules that are there when ``flask serve`` is typed."""
    return loaded_by(TYPE, tmp_path_factory.mktemp("office"))


def test_a_shape_is_not_copied_by_each_layer_that_describes_a_call():
    shape = Nothing()

    assert copy.deepcopy({"schema": shape})["schema"] is shape


@pytest.mark.parametrize("name", FOR_OTHERS)
def test_a_server_leaves_to_others_what_only_they_need(loaded, name):
    assert name not in loaded


@pytest.mark.parametrize("name", sorted(FOR_OTHERS.keys() - {"waitress"}))
def test_serving_imports_no_other_command_and_what_only_that_needs(serving, name):
    assert name not in serving


@pytest.mark.parametrize(("subject", "names"), SUBJECTS.items())
def test_the_commands_of_a_file_are_those_it_is_known_for(subject, names):
    module = import_module(f"app.commands.{subject}")

    assert tuple(command.name for command in module.COMMANDS) == names


def test_every_file_of_commands_is_known():
    files = {file.stem for file in (ROOT / "app" / "commands").glob("*.py")}

    assert files - {"__init__", "lines", "speaking"} == SUBJECTS.keys()
