"""What a move asks for and what it did: plain values, for the caller to store and announce."""

from engine.change.awaited import Carried, Job, OpenTask, Timer, Wait
from engine.change.change import Change
from engine.change.happened import AsOf, Message, Milestone, Paper, Passed
from engine.change.returned import (
    Asked,
    Done,
    Goal,
    Preview,
    Return,
    Siblings,
    TakenBack,
    Then,
    Touched,
)
from engine.change.several import Several

__all__ = [
    "AsOf",
    "Asked",
    "Carried",
    "Change",
    "Done",
    "Goal",
    "Job",
    "Message",
    "Milestone",
    "OpenTask",
    "Paper",
    "Passed",
    "Several",
    "Preview",
    "Return",
    "Siblings",
    "TakenBack",
    "Then",
    "Timer",
    "Touched",
    "Wait",
]
