"""What the history says of limits that passed, or would have."""

from typing import Any

from app.storage.case.history import Fact
from app.storage.clock.deadlines import Deadline


def passed(deadline: Deadline, turns: int = 1) -> Fact:
    """Return the fact that a limit passed, with its legal time; the link has the recorded one.

    :param turns: of a cycle: for how many turns it stands.
    """
    details = _of(deadline)
    if turns > 1:
        details["turns"] = turns
    return Fact("deadline.passed", deadline.step, details)


def covered(deadline: Deadline) -> Fact:
    """Return the fact that a limit was due, but another that was due as well has ended its step."""
    return Fact("deadline.covered", deadline.step, _of(deadline))


def _of(deadline: Deadline) -> dict[str, Any]:
    return {
        "kind": deadline.kind,
        "due_at": deadline.due_at.isoformat(),
        "basis": deadline.basis,
    }
