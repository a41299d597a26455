"""A process is judged by its stories, each told on the line it begins on."""

import pytest

from engine import Process, stories
from engine.rules.calendar import WorkCalendar
from tests.engine.drawing import Drawing

STORY = """
[[story]]
name = "it begins"
start = { at = "2026-03-02T09:00", application = {} }
"""


def judged(told):
    drawn = Drawing("permit").start().user("look", milestone="accepted").end("granted")
    files = {"process.bpmn": drawn.flow("start", "look", "granted").xml()}
    process = Process.read(files | {"stories.toml": told.encode()})
    return stories.judge(process, WorkCalendar())


def test_a_story_that_is_kept_is_no_finding():
    assert judged(STORY + 'asks = ["look"]') == ()


def test_what_a_story_promised_in_vain_is_told_on_its_line():
    found = judged(STORY + STORY + 'asks = []\nends = "granted"')

    assert [(one.file, one.line, one.rule) for one in found] == [
        ("stories.toml", 6, "business.story_not_kept")
    ]
    assert "The story should end with “granted”" in str(found[0])
    assert "but open is: look" in str(found[0])


def test_stories_that_are_not_written_one_by_one_are_told_on_the_first_line():
    start = '{ at = "2026-03-02", application = {} }'

    (found,) = judged(f'story = [{{ name = "a", start = {start}, ends = "no" }}]')

    assert (found.line, found.params["story"]) == (1, "a")


@pytest.mark.parametrize(
    "told",
    [
        "story = [1]",
        "[[story]]\nname = 1",
        STORY + "steps = 1",
        STORY + "steps = [1]",
        STORY + "steps = [{ wait = 5 }]",
        STORY + 'steps = [{ return = [1], from = "look" }]',
        STORY + "asks = [1]",
        STORY.replace("2026-03-02T09:00", "9999-12-31T23:59:59-12:00"),
        STORY + 'plot = "thick"',
    ],
)
def test_stories_that_cannot_be_read_are_one_finding(told):
    (found,) = judged(told)

    assert found.rule == "business.stories_unreadable"


def test_a_story_of_an_item_whose_limits_cannot_be_counted_is_not_kept():
    (found,) = judged(STORY + 'item = { statutory_days = "many" }\nsteps = [{ do = "look" }]')

    assert found.rule == "business.story_not_kept"
