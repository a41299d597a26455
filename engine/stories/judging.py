"""Whether a process keeps its stories, told as findings in the file of the stories."""

import re
from collections.abc import Iterator

from engine.checks import Finding, Rule
from engine.checks.findings import Spot
from engine.errors import Invalid, Refusal, Told
from engine.process import EMPTY, STORIES, Library, Process
from engine.rules.calendar import WorkCalendar
from engine.stories.playing import play
from engine.stories.telling import Story, read

NOT_KEPT = Rule(
    "business.story_not_kept",
    "the story “%(story)s” is not kept: %(why)s",
    "correct the process, or what the story promises; flask play shows each step",
)
UNREADABLE = Rule(
    "business.stories_unreadable",
    "stories.toml can not be read: %(why)s",
    "correct it; every story begins with [[story]]",
)

_HEADER = re.compile(rb"""^[ \t]*\[\[[ \t]*["']?story["']?[ \t]*\]\]""", re.MULTILINE)


def judge(
    process: Process, calendar: WorkCalendar, library: Library = EMPTY
) -> tuple[Finding, ...]:
    """Return a finding for each story the process does not keep, on the line it begins on.

    :param library: the processes it may call.
    """
    raw = process.files.get(STORIES, b"")
    try:
        told = read(raw)
    except Invalid as refusal:
        return (UNREADABLE.at(Spot(STORIES), why=Told.by(refusal)),)
    return tuple(_unkept(process, told, _lines(raw, len(told)), calendar, library))


def _unkept(
    process: Process,
    told: list[Story],
    lines: list[int],
    calendar: WorkCalendar,
    library: Library,
) -> Iterator[Finding]:
    for story, line in zip(told, lines, strict=True):
        why = _why_not(process, story, calendar, library)
        if why is not None:
            yield NOT_KEPT.at(Spot(STORIES, line), story=story.name, why=why)


def _why_not(
    process: Process, story: Story, calendar: WorkCalendar, library: Library
) -> Told | None:
    """Return what came otherwise; a story may also promise what cannot even be counted."""
    try:
        played = play(process, story, calendar, library)
    except Refusal as refusal:
        return Told.by(refusal)
    return Told.of(played.faults) if played.faults else None


def _lines(raw: bytes, count: int) -> list[int]:
    """Return the lines on which stories begin; the first where they are not written one by one."""
    lines = [raw.count(b"\n", 0, found.start()) + 1 for found in _HEADER.finditer(raw)]
    return lines if len(lines) == count else [1] * count
