"""The engine: takes a move and the moment it happens, returns what changed.

It has no web, no database and no clock. The same state and the same move always make the
same change. Beside a ``Run`` stand ``moving`` (to another version of its process), ``stories``
(a process is played as it promises) and ``checks`` (what files must satisfy).
"""

from engine.change import Change, Job, Message, OpenTask, Timer, Wait
from engine.process import Library, Process
from engine.run import Run

__all__ = [
    "Change",
    "Job",
    "Library",
    "Message",
    "OpenTask",
    "Process",
    "Run",
    "Timer",
    "Wait",
]
