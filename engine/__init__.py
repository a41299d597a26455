"""The engine: takes a move and the moment it happens, returns what changed.

It has no web, no database and no clock. The same state and the same move always make the
same change.
"""

from engine.change import Change, OpenTask, Timer
from engine.process import Process
from engine.run import Run

__all__ = ["Change", "OpenTask", "Process", "Run", "Timer"]
