"""What a server never needs is not in its memory: it is imported by those who do."""

import copy
import subprocess
import sys

import pytest

from app.shapes.base import Nothing
from tests.databases import ROOT

ASK = "import sys, wsgi; print(*sys.modules)"
FOR_OTHERS = {
    "alembic": "whoever migrates",
    "app.migrating": "whoever migrates",
    "app.commands.subjects": "whoever types a command",
    "engine.checks.layers": "whoever has a process to publish",
    "engine.importing.rewriting": "whoever brings in a diagram",
    "icalendar": "whoever sends or fetches a calendar",
    "mako": "whoever writes a migration",
    "procrastinate": "an office with workers",
    "pypinyin": "tools/readings.py",
    "segno": "whoever shows a paper",
    "waitress": "flask serve",
}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """The modules a server has loaded before its first request."""
    env = {"DATABASE_URL": "sqlite://", "LIANSHEN_DATA": str(tmp_path_factory.mktemp("office"))}
    words = [sys.executable, "-c", ASK]
    return subprocess.check_output(words, cwd=ROOT, env=env, text=True).split()


def test_a_shape_is_not_copied_by_each_layer_that_describes_a_call():
    shape = Nothing()

    assert copy.deepcopy({"schema": shape})["schema"] is shape


@pytest.mark.parametrize("name", FOR_OTHERS)
def test_a_server_leaves_to_others_what_only_they_need(loaded, name):
    assert name not in loaded
