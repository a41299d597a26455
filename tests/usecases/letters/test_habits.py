"""Of every kind of notice the office's file says whether and how it leaves the house."""

import ast
import re
from pathlib import Path

from app.pages.words.notices import NOTICES
from app.usecases.letters.habits import notice_rules

OURS = notice_rules()
DEEDS = Path(__file__).parents[3] / "app/usecases"
KIND = re.compile(r"notice\.[a-z_.]*[a-z]")


def written():
    """The kinds that deeds name; those put together from parts have their words in NOTICES."""
    for file in DEEDS.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and KIND.fullmatch(str(node.value)):
                yield node.value


def test_every_kind_of_notice_has_a_habit_or_stays():
    kinds = {*NOTICES, *written()}

    assert kinds - OURS.habits.keys() - OURS.stays == set()


def test_no_kind_is_named_twice_or_for_nothing():
    named = [*OURS.habits, *OURS.stays]

    assert sorted(named) == sorted(set(named))
    assert set(named) - NOTICES.keys() == set()


def test_every_kind_that_is_written_has_words():
    assert set(written()) - NOTICES.keys() == set()
