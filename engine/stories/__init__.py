"""Stories: what a process promises, in words an official can check, played on a virtual clock."""

from engine.stories.judging import judge
from engine.stories.neighbours import Neighbours
from engine.stories.playing import play
from engine.stories.results import Entry, Played
from engine.stories.telling import Story, read

__all__ = ["Entry", "Neighbours", "Played", "Story", "judge", "play", "read"]
