"""Milestones of the law: what date and state they give a case, and which limits start and end."""

from app.storage.case.history import Fact
from app.usecases.moving import limits, periods
from app.usecases.moving.moved import Moved
from app.usecases.moving.receiving import acted_on
from engine.change import Milestone

ACCEPTED, DECIDED = "accepted", "decided"
BEFORE_ACCEPTANCE = {"submitted", "awaiting_correction"}


def reach(moved: Moved) -> list[Fact]:
    """Date the milestones the run went through, and start or end the limits of the case.

    Source: Administrative Licensing Law, Art. 32: acceptance of complete materials counts from
    the day they were complete; silence of five working days, from the day of receipt. Facts D-05,
    D-07: what a window accepts after hours is accepted on the day it counts as received.
    """
    facts = [_reach_one(moved, milestone) for milestone in moved.change.milestones]
    periods.follow(moved)
    return facts


def _reach_one(moved: Moved, milestone: Milestone) -> Fact:
    case, work = moved.case, moved.work
    days = {"receipt": case.received_on, "completion": case.completed_on}
    on = days.get(milestone.as_of) or acted_on(work, case)
    if milestone.kind == ACCEPTED and case.accepted_on is None:
        case.accepted_on = on = max(on, case.received_on)  # nothing is accepted before it came in
        limits.start(moved, on)
    elif milestone.kind == ACCEPTED and case.accepted_on is not None:
        on = case.accepted_on  # come through again after a return: what was accepted stays so
    elif milestone.kind == DECIDED and case.decided_on is None:
        case.decided_on = on
        limits.meet(moved)
    case.state = milestone.kind
    return Fact(f"case.{milestone.kind}", milestone.step, {"on": on.isoformat()})


def show_state(moved: Moved) -> None:
    """Derive the states that no milestone names: who has the next word.

    Before acceptance a task that asks for the application again means ``awaiting_correction``;
    after it the first answered task means ``in_review``.
    """
    case = moved.case
    opened = moved.change.opened
    if case.state in BEFORE_ACCEPTANCE and opened:
        process = moved.work.process(case.process_digest)
        again = any(process.corrects(task.role, task.form) for task in opened if not task.path)
        case.state = "awaiting_correction" if again else "submitted"
    elif case.state == ACCEPTED and moved.answered is not None and not moved.change.milestones:
        case.state = "in_review"
