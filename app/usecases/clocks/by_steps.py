"""The clock stands while a step of the process says so, and goes on by itself when it closes."""

from collections.abc import Mapping

from app.storage.case.history import Fact
from app.storage.clock.pauses import Pause
from app.usecases.clocks import stopping
from app.usecases.moving.moved import Moved
from engine import Run
from engine.rules import deadlines as rules
from engine.rules.timers import Rule


def follow(moved: Moved, run: Run) -> list[Fact]:
    """Begin the pauses of steps that opened with ``clock=pause``; end those of steps that closed.

    Source: Administrative Licensing Law, Art. 45.
    """
    wanted = run.stopping() if moved.change.ended is None else {}
    if not wanted and not moved.case.pauses:
        return []
    work, case = moved.work, moved.case
    open_ = {one.element: one for one in stopping.standing(work, case) if one.element}
    over = [one for element, one in open_.items() if element not in wanted]
    facts = stopping.go_on(work, case, over, work.today) if over else []
    for element in sorted(wanted.keys() - open_.keys()):
        pause = _row(moved, element, wanted)
        facts += stopping.stop(work, case, pause, work.clock.grounds[pause.ground])
    return facts


def _row(moved: Moved, element: str, wanted: Mapping[str, str]) -> Pause:
    ground, step = moved.work.clock.grounds[wanted[element]], element.rpartition("/")[2]
    asked = [task for task in moved.change.opened if task.step == step]
    limits = [_working_days(moved, task.limit) for task in asked if task.limit]
    pause = stopping.row(moved.work, moved.case, ground, max(limits, default=ground.most_days))
    pause.element, pause.reason = element, asked[0].name if asked else ground.name
    return pause


def _working_days(moved: Moved, limit: Rule) -> int:
    """Return how many working days a limit that begins now may take, at least one."""
    last = rules.last_day(rules.due_at(limit, moved.work.now, moved.calendar))
    return max(1, moved.calendar.between(moved.work.today, last))
