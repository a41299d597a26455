"""Putting a case back: the run's state, and every row that tells of it, in one transaction."""

from collections.abc import Sequence
from dataclasses import replace

from app.storage.case import history
from app.storage.case.history import Fact
from app.storage.ground.base import store
from app.usecases.asking import ending as questions
from app.usecases.clocks import by_steps
from app.usecases.moving import (
    deadlines,
    ending,
    held_back,
    jobs,
    milestones,
    papers,
    post,
    recounting,
    taking_back,
    tasks,
)
from app.usecases.moving.moved import Moved
from engine import Change, Run


def put_back(moved: Moved, run: Run, facts: Sequence[Fact]) -> None:
    """Bring the case and the rows that tell of it in line with the run: tasks, deadlines, jobs …

    The order matters: milestones set the dates that tasks and papers show; deadlines end
    what the closed tasks leave behind; history is written last and tells it all.

    :param facts: what the deed itself has to tell; it comes first in the history.
    """
    case = moved.case
    held_back.hold_back(moved)
    case.run_state, case.tokens = run.save(), sorted(set(run.tokens()))
    moved.work.leave(case, run)
    if called := run.digests() - {case.process_digest, *(case.called or ())}:
        case.called = [*(case.called or ()), *sorted(called)]
    told = [
        *_with_the_way(facts, moved.change),
        *taking_back.project(moved),
        *milestones.reach(moved),
        *tasks.project(moved),
        *deadlines.project(moved),
        *questions.follow(moved),
        *by_steps.follow(moved, run),
        *_counted_again(moved),
        *jobs.project(moved),
        *ending.end(moved),
        *papers.issue(moved),
        *post.project(moved),
    ]
    milestones.show_state(moved)
    history.write(moved.work.session, case, told, moved.work.actor, moved.work.now)
    store(moved.work.session)


def _counted_again(moved: Moved) -> list[Fact]:
    """Let new limits of a case whose clock stands wait with it; most cases never stood."""
    if not moved.case.pauses or moved.change.ended is not None:
        return []
    again = recounting.settle(moved.work, moved.case)
    return [recounting.told(again, "pause")] if again else []


def _with_the_way(facts: Sequence[Fact], change: Change) -> list[Fact]:
    """Let the first fact say which elements the move went through, and which it took back."""
    first, *others = facts
    way = dict.fromkeys("/".join((*passed.path, passed.step)) for passed in change.passed)
    back = dict.fromkeys(place for one in change.taken_back for place in one.places)
    told = {"passed": [*way]} | ({"taken_back": [*back]} if back else {})
    return [replace(first, details=first.details | told), *others]
