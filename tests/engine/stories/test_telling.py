"""What a file of stories may say."""

import pytest

from engine.errors import Invalid
from engine.stories import read

STORY = """
[[story]]
name = "Granted at once"
start = { at = "2026-03-02T09:00", application = {} }
"""


def faults(raw):
    with pytest.raises(Invalid) as refusal:
        read(raw)
    return [(fault.place, fault.code) for fault in refusal.value.faults]


def test_a_story_is_told_in_the_words_of_its_file():
    told = 'ends = "granted"\nsteps = [{ wait = "5wd" }]\ndates = { statutory = "2026-03-30" }'

    (story,) = read((STORY + told).encode())

    assert (story.name, story.ends, story.asks) == ("Granted at once", "granted", None)
    assert story.dates["statutory"].isoformat() == "2026-03-30"


@pytest.mark.parametrize(
    ("step", "code"),
    [
        ("{ }", "stories.no_step"),
        ('{ do = "a", wait = "5wd" }', "stories.no_step"),
        ('{ do = "a", whom = "b" }', "stories.unknown_word"),
        ('{ return = "a", from = "b", siblings = "drop" }', "stories.no_choice"),
        ('{ until = "soon" }', "stories.no_moment"),
        ("{ until = 5 }", "stories.no_moment"),
    ],
)
def test_a_step_that_cannot_be_played_is_refused_with_its_place(step, code):
    assert faults(f"{STORY}steps = [{step}]".encode()) == [("0.steps.0", code)]


def test_everything_that_is_wrong_is_told_at_once():
    raw = b'[[story]]\nplot = 1\ndates = { statutory = "never" }'

    assert [code for _, code in faults(raw)] == [
        "stories.unknown_word",
        "stories.incomplete",
        "stories.no_moment",
    ]


@pytest.mark.parametrize("raw", [b"\xff", b"story = ", b"[[story]"])
def test_what_is_not_toml_is_refused(raw):
    assert faults(raw) == [("stories.toml", "stories.not_toml")]
