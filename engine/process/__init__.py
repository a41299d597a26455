"""One version of a process, read safely and only once; and where versions are found."""

from engine.process.files import DIAGRAM, STORIES, digest_of
from engine.process.library import EMPTY, Library
from engine.process.process import Process
from engine.spiff import Call, Step

__all__ = ["DIAGRAM", "EMPTY", "STORIES", "Call", "Library", "Process", "Step", "digest_of"]
