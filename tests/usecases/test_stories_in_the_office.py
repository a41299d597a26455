"""What a process promises holds in the whole office, with people, rows and transactions."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from app.storage.case.cases import Case
from app.storage.office import processes
from app.usecases.verifying import verify
from app.usecases.work import Work
from engine import stories
from tests.usecases.acting import CLOCK, Stage
from tests.usecases.telling import play
from tests.usecases.watching import board_asks, engine_asks

FOLDERS = sorted((Path(__file__).parents[2] / "bpmn").iterdir())
TOLD = [
    (folder.name, number, story)
    for folder in FOLDERS
    for number, story in enumerate(stories.read((folder / "stories.toml").read_bytes()), start=1)
]
STORIES = [pytest.param(key, story, id=f"{key}-{number}") for key, number, story in TOLD]


class Watched(Stage):
    """An office whose joint board is looked at after every deed (features L4)."""

    def _in(self, actor, deed):
        done = super()._in(actor, deed)
        with self.parts.database.reading() as session:
            work = Work(session, CLOCK, self.parts)
            for case in session.scalars(select(Case)):
                assert board_asks(work, case) == engine_asks(work, case)
        return done


def process(parts, key):
    with parts.database.reading() as session:
        digest = processes.latest(session, key).digest
        return Work(session, CLOCK, parts).process(digest)


@pytest.mark.parametrize(("key", "story"), STORIES)
def test_a_story_happens_in_the_office_as_it_is_told(parts, key, story):
    stage = Watched(parts, key)

    play(stage, story)
    stage.tick()

    if "refused" in story.start:
        return
    case, asked = stage.case()
    assert story.asks is None or asked == sorted(story.asks)
    assert story.ends is None or case.outcome == story.ends
    assert story.dates.get("statutory") in (None, case.statutory_due_on)
    assert story.dates.get("promised") in (None, case.promised_due_on)
    with parts.database.reading() as session:
        assert list(verify(Work(session, CLOCK, parts))) == []


def test_a_story_with_a_pause_comes_to_the_same_dates_in_the_office_and_in_the_engine(parts):
    """Ten working days of expert review do not count (Art. 45)."""
    key = "enterprise_setup"
    told = next(story for of, _, story in TOLD if of == key)
    pause = [{"until": "2026-03-09T10:00"}, {"pause": "expert_review"}]
    resume = [{"until": "2026-03-23T10:00"}, {"resume": True}]
    dates = {"statutory": date(2026, 5, 21)}
    steps = (told.steps[0], *pause, *resume)
    story = replace(told, steps=steps, ends=None, asks=None, dates=dates)
    stage = Stage(parts, key)

    play(stage, story)
    played = stories.play(process(parts, key), story, stage.calendar())

    assert played.faults == ()
    assert stage.case()[0].statutory_due_on == dates["statutory"]


@pytest.mark.parametrize("key", ["enterprise_opening", "enterprise_setup"])
def test_the_board_is_looked_at_after_two_hundred_deeds_of_each_process(key):
    assert sum(1 + len(story.steps) for of, _, story in TOLD if of == key) >= 200
