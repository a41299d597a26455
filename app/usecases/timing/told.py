"""What the history says of a limit that passed."""

from app.storage.deadlines import Deadline
from app.storage.history import Fact


def passed(deadline: Deadline) -> Fact:
    """Return the fact that a limit passed, with its legal time; the link has the recorded one."""
    details = {
        "kind": deadline.kind,
        "due_at": deadline.due_at.isoformat(),
        "basis": deadline.basis,
    }
    return Fact("deadline.passed", deadline.step, details)
