"""Names are read as pypinyin reads them with all of its tables, though little of them is kept."""

import importlib.util
from pathlib import Path

import pytest

from app.storage.ground.reading import read

TOOL = Path(__file__).parents[2] / "tools" / "readings.py"


@pytest.fixture(scope="module")
def known():
    """Every character and phrase pypinyin knows, as it reads them."""
    spec = importlib.util.spec_from_file_location("readings", TOOL)
    readings = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(readings)
    return readings.known()


def test_every_character_is_read_as_by_pypinyin(known):
    characters, _ = known

    assert len(characters) > 40_000
    assert {one: read(one) for one, told in characters.items() if read(one) != [told]} == {}


def test_every_phrase_is_read_as_with_all_phrases(known):
    _, phrases = known

    assert len(phrases) > 40_000
    assert {one: read(one) for one, told in phrases.items() if read(one) != told} == {}


@pytest.mark.parametrize("unread", ["㐂", "\U0003134f", "a"])
def test_what_nobody_knows_to_read_stands_for_itself_among_others(unread):
    assert read(f"张{unread}三") == ["zhang", unread, "san"]
