"""A process tells somebody something: the applicant, a role, or a role in a department."""

import pytest
from sqlalchemy import select

from app.storage.post.incidents import Incident
from engine import stories
from tests.usecases import drawing
from tests.usecases.acting import Stage
from tests.usecases.test_stories_in_the_office import play

STORY = """
[[story]]
name = "a machine tells, a person decides"
item = { statutory_days = 20, promised_days = 10 }
start = { at = "2026-03-02T09:00", application = {} }
steps = [
  { job = "notify", result = {} },
  { do = "look", by = "zhouwenjing", answers = { opinion = "yes" } },
]
ends = "granted"
"""


def told(desk, to="applicant", text="请留意进度"):
    drawing.publish(desk, drawing.telling(to, text))
    desk.hand_in({}, item="telling")
    desk.run()
    return [(one.group, one.params) for one in desk.notices() if one.what == "notice.told"]


@pytest.mark.parametrize("to", ["applicant", "window_clerk", "market_regulation/examiner"])
def test_a_notice_is_written_once(desk, to):
    assert told(desk, to) == [(to, {"text": "请留意进度"})]
    assert desk.task("look").step == "look"
    assert desk.breaches() == []


@pytest.mark.parametrize("to", ["nobody", "nowhere/examiner", "market_regulation/applicants"])
def test_whom_the_office_does_not_know_is_an_incident(desk, to):
    assert told(desk, to) == []
    assert [i.code for i in desk.all(select(Incident))] == ["notify.no_group"]


def test_what_does_not_fit_is_an_incident_without_further_attempts(desk):
    assert told(desk, text="") == []
    assert (desk.job().state, desk.job().attempts) == ("failed", 1)


def test_a_story_gives_the_results_of_jobs_in_the_office_too(desk, parts):
    drawing.publish(desk, drawing.telling())
    stage = Stage(parts, "telling")
    (story,) = stories.read(STORY.encode())

    play(stage, story)

    case, asked = stage.case()
    assert (case.outcome, asked) == ("granted", [])
    assert desk.breaches() == []
