"""The end of a case: its outcome, and nothing left running."""

from app.storage.case.history import Fact
from app.usecases import announcing
from app.usecases.clocks import stopping
from app.usecases.moving import calling_off
from app.usecases.moving.moved import Moved

EXITS = frozenset(
    {
        "not_required",
        "not_accepted",
        "returned",
        "withdrawn",
        "deemed_withdrawn",
        "terminated",
    }
)
"""Outcomes that are states themselves; after a decision the last milestone stays the state."""


def end(moved: Moved) -> list[Fact]:
    """Close the case where the run has ended."""
    ended = moved.change.ended
    if ended is None:
        return []
    case, work = moved.case, moved.work
    case.outcome = moved.change.outcome or ended
    case.ended_at, case.tokens = work.now, []
    case.run_state = b""  # it moves no more; tasks, papers and history tell what it did
    case.due_at = case.yellow_at = None
    if case.outcome in EXITS:
        case.state = case.outcome
    if case.pauses:
        stopping.finish(work, case, stopping.standing(work, case), work.today)
    called_off = calling_off.call_off(moved) if case.gatherings else []
    announcing.ended(work, case)
    return [*called_off, Fact("case.ended", ended, {"outcome": case.outcome})]
