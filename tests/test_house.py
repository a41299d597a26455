"""The house keeps its own rules: sizes, words and the commands it promises."""

import ast
import re

import pytest

from tests.databases import ROOT

MOST_LINES = 250
README = ROOT / "README.md"
CODE = sorted(file for house in ("app", "engine") for file in (ROOT / house).rglob("*.py"))
NAMES_OF_TABLES = {"aliased", "alias", "subquery", "cte", "lateral"}
PROMISED_WORDS = ["run", "test", "check", "bench", "faults"]


def lines(file):
    return len(file.read_text(encoding="utf-8").splitlines())


def make_words():
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def test_no_file_has_outgrown_its_noun():
    long = [
        f"{file.relative_to(ROOT)} ({lines(file)})" for file in CODE if lines(file) > MOST_LINES
    ]

    assert not long, f"split along their nouns, over {MOST_LINES} lines: {', '.join(long)}"


def shared(tree):
    """The calls a module makes when it is read, whose values all threads share."""
    here = [one for one in tree.body if not isinstance(one, ast.FunctionDef | ast.ClassDef)]
    return {ast.unparse(call.func).rpartition(".")[2] for call in calls(here)}


def calls(nodes):
    return [one for node in nodes for one in ast.walk(node) if isinstance(one, ast.Call)]


def test_no_threads_share_the_other_name_of_a_table():
    """SQLAlchemy gives it columns at its first use: two threads at once give it two sets."""
    sharing = [
        str(file.relative_to(ROOT))
        for file in CODE
        if shared(ast.parse(file.read_text(encoding="utf-8"))) & NAMES_OF_TABLES
    ]

    assert not sharing


@pytest.mark.parametrize("word", PROMISED_WORDS)
def test_make_knows_the_promised_words(word):
    assert word in make_words()


def test_every_make_word_of_the_readme_exists():
    named = set(re.findall(r"\bmake ([a-z]+)\b", README.read_text(encoding="utf-8")))

    assert named <= make_words()


def test_every_flask_command_of_the_readme_exists(make_app):
    named = set(
        re.findall(r"flask (?:--app wsgi )?([a-z][a-z-]+)\b", README.read_text(encoding="utf-8"))
    )

    assert named <= set(make_app("sqlite://").cli.list_commands(None))


def test_every_package_we_run_on_is_named_with_its_licence():
    pinned = set(
        re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    )
    named = set(
        re.findall(r"^\| ([\w.-]+) \|", (ROOT / "THIRD_PARTY.md").read_text(), re.MULTILINE)
    )

    assert pinned == named - {"package"}


def test_the_locks_name_no_host():
    for lock in ("requirements.lock", "requirements-dev.lock"):
        assert "://" not in (ROOT / lock).read_text()
