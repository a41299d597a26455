"""What a process promises holds in the whole office, with people, rows and transactions."""

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from app.storage import processes
from app.usecases.verifying import verify
from app.usecases.work import Work
from engine import stories
from engine.errors import Invalid, Refusal
from engine.stories.telling import moment
from tests.usecases.acting import CLOCK, Stage

ROOT = Path(__file__).parents[2]
STORIES = stories.read((ROOT / "bpmn/enterprise_setup/stories.toml").read_bytes())


def act(stage, step):
    if "do" in step:
        stage.do(step)
    elif "until" in step:
        stage.go_to(moment(step["until"]))
    elif "wait" in step:
        stage.wait(step["wait"])
    elif "job" in step:
        stage.job(step)
    elif "pause" in step:
        stage.pause(step)
    elif "resume" in step:
        stage.resume(step)
    elif "message" in step:
        stage.withdraw(step)


def process(parts):
    with parts.database.reading() as session:
        digest = processes.latest(session, "enterprise_setup").digest
        return Work(session, CLOCK, parts).process(digest)


def codes(refusal):
    faults = refusal.faults if isinstance(refusal, Invalid) else ()
    return {refusal.code, *(fault.code for fault in faults)}


def play(stage, story):
    meet(story.start, lambda: stage.hand_in(story))
    for step in story.steps:
        meet(step, partial(act, stage, step))


def meet(step, deed):
    """Do what a step says, and be refused where it says so."""
    if "refused" not in step:
        deed()
        return
    with pytest.raises(Refusal) as refused:
        deed()
    assert step["refused"] in codes(refused.value)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: f"{STORIES.index(story) + 1}")
def test_a_story_happens_in_the_office_as_it_is_told(parts, story):
    stage = Stage(parts, "enterprise_setup")

    play(stage, story)

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
    told = STORIES[0]
    pause = [{"until": "2026-03-09T10:00"}, {"pause": "expert_review"}]
    resume = [{"until": "2026-03-23T10:00"}, {"resume": True}]
    dates = {"statutory": date(2026, 5, 21)}
    steps = (told.steps[0], *pause, *resume)
    story = replace(told, steps=steps, ends=None, asks=None, dates=dates)
    stage = Stage(parts, "enterprise_setup")

    play(stage, story)
    played = stories.play(process(parts), story, stage.calendar())

    assert played.faults == ()
    assert stage.case()[0].statutory_due_on == dates["statutory"]
