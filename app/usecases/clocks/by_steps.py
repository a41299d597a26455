"""The clock stands while a step of the process says so, and goes on by itself when it closes."""

from operator import attrgetter

from app.storage.case.history import Fact
from app.storage.clock import pauses
from app.storage.desk.urges import CLOCK
from app.usecases.clocks import capping, stopping
from app.usecases.clocks.grounds import Ground
from app.usecases.moving.moved import Moved
from engine import Run
from engine.rules import deadlines as rules
from engine.rules.timers import Rule


def follow(moved: Moved, run: Run) -> list[Fact]:
    """Begin the pauses of steps that opened with ``clock=pause``; end those of steps that closed.

    Source: Administrative Licensing Law, Art. 45; decision 222 (the days of a ground in all).
    """
    wanted = run.stopping() if moved.change.ended is None else {}
    if not wanted and not moved.case.pauses:
        return []
    work, case = moved.work, moved.case
    open_ = {one.element: one for one in stopping.standing(work, case) if one.element}
    over = [one for element, one in open_.items() if element not in wanted]
    facts = stopping.go_on(work, case, over, work.today) if over else []
    for element in sorted(wanted.keys() - open_.keys()):
        facts += _begin(moved, element, work.clock.grounds[wanted[element]])
    return facts


def _begin(moved: Moved, element: str, ground: Ground) -> list[Fact]:
    """Let the clock stand for a step that has opened, as long as its ground has days left."""
    work, case, step = moved.work, moved.case, element.rpartition("/")[2]
    asked = [task for task in moved.change.opened if task.step == step]
    if not asked and _over_by_itself(moved, element):
        return []
    left = capping.days_left(work, case, ground)
    if left == 0:
        told = {"ground": ground.code, "most": ground.most_total_days}
        return [Fact("pause.used_up", step, told)] if asked else []
    limits = [_working_days(moved, task.limit) for task in asked if task.limit]
    days = max(limits, default=ground.most_days)
    pause = stopping.row(work, case, ground, days if left is None else min(days, left))
    pause.element, pause.reason = element, asked[0].name if asked else ground.name
    return stopping.stop(work, case, pause, ground)


def _over_by_itself(moved: Moved, element: str) -> bool:
    """Whether the pause of a step that is still open has ended by the rule of its ground."""
    kept = pauses.of_case(moved.work.session, moved.case.id)
    last = max((one for one in kept if one.element == element), key=attrgetter("id"), default=None)
    return last is not None and last.to_on == last.planned_to_on and last.ended_by == CLOCK


def _working_days(moved: Moved, limit: Rule) -> int:
    """Return how many working days a limit that begins now may take, at least one."""
    last = rules.last_day(rules.due_at(limit, moved.work.now, moved.calendar))
    return max(1, moved.calendar.between(moved.work.today, last))
