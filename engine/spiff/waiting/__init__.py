"""What a run waits for: who is asked, until when, what for, and what a move changed of it."""

from engine.spiff.waiting.asking import Waiting
from engine.spiff.waiting.difference import difference
from engine.spiff.waiting.kinds import outside
from engine.spiff.waiting.opening import hand_on, open_up
from engine.spiff.waiting.overruling import beside, overruling
from engine.spiff.waiting.stuck import refuse_stuck

__all__ = [
    "Waiting",
    "beside",
    "difference",
    "hand_on",
    "open_up",
    "outside",
    "overruling",
    "refuse_stuck",
]
