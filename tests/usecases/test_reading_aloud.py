"""Names are read as pypinyin reads them with all of its phrases, though few of them are kept."""

import importlib.util
from pathlib import Path

from app.storage.ground.reading import read

TOOL = Path(__file__).parents[2] / "tools" / "readings.py"


def test_every_phrase_is_read_as_with_all_phrases():
    spec = importlib.util.spec_from_file_location("readings", TOOL)
    readings = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(readings)

    known = readings.known()

    assert len(known) > 40_000
    assert {one: read(one) for one, told in known.items() if read(one) != told} == {}


def test_no_process_carries_the_phrases_nobody_needs():
    from pypinyin.constants import PHRASES_DICT

    assert len(PHRASES_DICT) < 5_000
