"""Every process keeps what its stories promise."""

import pytest

from engine import stories
from engine.process import STORIES, Process
from tests.processes import golden

TOLD = [
    pytest.param(key, story, id=f"{key}-{number}")
    for key in golden.KEYS
    for number, story in enumerate(stories.read(golden.files_of(key).get(STORIES, b"")), start=1)
]


@pytest.fixture(scope="session")
def calendar():
    """The published tables of 2020 to 2026."""
    return golden.calendar()


@pytest.mark.parametrize("key", golden.KEYS)
def test_every_process_tells_stories(key):
    assert key in {told.values[0] for told in TOLD}


@pytest.mark.parametrize(("key", "story"), TOLD)
def test_a_process_goes_as_its_story_tells(key, story, calendar):
    process, beside = Process.read(golden.files_of(key)), stories.Neighbours(golden.files_of)

    played = stories.play(process, story, calendar, beside)

    assert not played.faults, story.name
