"""One version of a process, read safely and only once; and where versions are found."""

from engine.process.counter import asked_with, at_counter
from engine.process.files import DIAGRAM, STORIES, digest_of
from engine.process.library import EMPTY, Library
from engine.process.process import Process
from engine.spiff import Call, Step

__all__ = [
    "DIAGRAM",
    "EMPTY",
    "STORIES",
    "Call",
    "Library",
    "Process",
    "Step",
    "asked_with",
    "at_counter",
    "digest_of",
]
