"""Every process keeps what its stories promise."""

from pathlib import Path

import pytest

from engine import stories
from engine.process import Process
from engine.rules import holidays

ROOT = Path(__file__).parents[2]
FOLDERS = sorted(folder for folder in (ROOT / "bpmn").iterdir() if folder.is_dir())


def files_of(key):
    """Return the files of a process with its forms, ``None`` where there is none."""
    folder = ROOT / "bpmn" / key
    if not folder.is_dir():
        return None
    files = [*folder.iterdir(), *(ROOT / "forms" / key).glob("*.form")]
    return {file.name: file.read_bytes() for file in files if file.suffix != ".md"}


def told(folder):
    file = folder / "stories.toml"
    return stories.read(file.read_bytes()) if file.exists() else []


STORIES = [
    pytest.param(folder, story, id=f"{folder.name}-{number}")
    for folder in FOLDERS
    for number, story in enumerate(told(folder), start=1)
]


@pytest.fixture(scope="session")
def calendar():
    """The published tables of 2020 to 2026."""
    table = ROOT / "app" / "office" / "calendar" / "cn.csv"
    return holidays.calendar_of(holidays.read(table.read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def process_in():
    """Reads the process of a folder, with its forms."""
    return lambda folder: Process.read(files_of(folder.name))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_process_tells_stories(folder):
    assert told(folder)


@pytest.mark.parametrize(("folder", "story"), STORIES)
def test_a_process_goes_as_its_story_tells(folder, story, process_in, calendar):
    process = process_in(folder)

    played = stories.play(process, story, calendar, stories.Neighbours(files_of))

    assert not played.faults, story.name
