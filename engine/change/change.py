"""What one move did."""

from dataclasses import dataclass

from engine.change.awaited import Job, OpenTask, Timer, Wait
from engine.change.happened import Message, Milestone, Paper, Passed
from engine.change.returned import TakenBack


@dataclass(frozen=True)
class Change:
    """What one move did."""

    opened: tuple[OpenTask, ...] = ()
    closed: tuple[str, ...] = ()  # ids of tasks withdrawn; the one just answered is not among them
    started: tuple[Timer, ...] = ()
    stopped: tuple[str, ...] = ()  # ids of timers that no longer count; the one just passed is not
    listening: tuple[Wait, ...] = ()
    deaf: tuple[str, ...] = ()  # ids of waits that no longer count, the fulfilled among them
    passed: tuple[Passed, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    papers: tuple[Paper, ...] = ()
    jobs: tuple[Job, ...] = ()  # jobs begun
    undone: tuple[str, ...] = ()  # ids of jobs no longer wanted; the one just done is not
    messages: tuple[Message, ...] = ()
    taken_back: tuple[TakenBack, ...] = ()  # what a return carried out with this move took back
    ended: str | None = None  # the id of the end event, once the run is over
    outcome: str | None = None  # the outcome of that end event
