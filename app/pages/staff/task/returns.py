"""Where a task can go back to, and how, before anybody confirms it."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _

from app.pages.staff.case.steps import Steps
from app.pages.staff.naming import names
from app.pages.staff.task import effects
from app.pages.staff.task.effects import BY_PEOPLE
from app.shapes.desk.returning import SIBLINGS, THEN
from app.storage.case.cases import Case
from app.storage.desk.tasks import Task
from app.usecases.tasks import returning
from app.usecases.work import Work
from engine.change import Goal, Preview, Siblings, Then
from engine.errors import Refusal
from engine.process import DIAGRAM

EARLIER = "return.earlier_turn"
"""Done in a turn of which too little is known to return there."""
Way = tuple[Siblings, Then]
ALONE = {
    ("cancel", "again"): (
        _("Do all steps again"),
        _("From that step on everything is done again, in order."),
    ),
    ("keep", "straight"): (
        _("Straight back to me"),
        _("Only that step is done again; then this task is with you again."),
    ),
}
AMONG = {
    ("keep", "again"): (
        _("The others go on; my branch is done again"),
        _("What other branches and departments do is not touched; the case waits for mine."),
    ),
    ("cancel", "again"): (
        _("Everything is done again, the others too"),
        _("What runs beside it is withdrawn; opinions given there count no more."),
    ),
    ("wait", "again"): (
        _("Wait for the others, then do my branch again"),
        _("It goes back when the other branches have come to rest."),
    ),
    ("keep", "straight"): (
        _("The others go on; straight back to me"),
        _("Only that step is done again; then this task is with you again."),
    ),
    ("wait", "straight"): (
        _("Wait for the others, then straight back to me"),
        _("It goes back when the other branches have come to rest; only that step is done again."),
    ),
}


def way(siblings: str, then: str) -> Way:
    """Return a choice as the engine knows it; what is none of them is the usual one."""
    known = [(s, t) for s in SIBLINGS for t in THEN if (s, t) == (siblings, then)]
    found: Any = known[0] if known else ("cancel", "again")
    return found


def may_ask(work: Work, task: Task, case: Case) -> bool:
    """Whether one can return from a task, or may wonder why not: a step was done in a turn before.

    Where nobody may return it, nobody is asked.
    """
    try:
        found = returning.goals(work, task, case)
    except Refusal:
        return False
    steps = Steps.of(work, case)
    return bool(_of_people(found, steps) or _of_earlier_turns(found, steps))


def choices(work: Work, task: Task, case: Case, sent: Mapping[str, str]) -> dict[str, Any]:
    """Return what the page shows, with the choice that was sent as far as there is such a one.

    :raises Conflict: the task was already done or withdrawn.
    :raises NotAllowed: it is not this person's to return.
    """
    steps, office = Steps.of(work, case), names(work)
    all_ = returning.goals(work, task, case)
    found, earlier = _of_people(all_, steps), _of_earlier_turns(all_, steps)
    goal = next((one for one in found if one.place == sent.get("to")), next(iter(found), None))
    if goal is None:
        return {"goals": [], "earlier": earlier, "reason": ""}
    preview = _chosen(goal, sent.get("way", ""))
    words = AMONG if _among(goal) else ALONE
    offered = {(one.siblings, one.then) for one in goal.previews}
    version = url_for("pages.processes.file", key=case.process, number=case.version, name=DIAGRAM)
    return {
        "goals": [(one.place, effects.name(steps, one.place)) for one in found],
        "earlier": earlier,
        "goal": goal.place,
        "goal_name": effects.name(steps, goal.place),
        "ways": [(_code(one), *told) for one, told in words.items() if one in offered],
        "way": _code((preview.siblings, preview.then)),
        "waits": preview.siblings == "wait",
        "straight": preview.then == "straight",
        "will": effects.effects(work, task, preview, steps, office),
        "diagram_url": version,
        "reason": sent.get("reason", ""),
    }


def _of_people(goals: Sequence[Goal], steps: Steps) -> list[Goal]:
    open_ = (one for one in goals if one.previews)
    return [one for one in open_ if effects.kind(steps, one.place) in BY_PEOPLE]


def _of_earlier_turns(goals: Sequence[Goal], steps: Steps) -> list[str]:
    """Return the names of the steps of people that were done only in turns nobody returns to."""
    barred = (one.place for one in goals if one.refused and one.refused.code == EARLIER)
    return [effects.name(steps, one) for one in barred if effects.kind(steps, one) in BY_PEOPLE]


def _among(goal: Goal) -> bool:
    return any((one.siblings, one.then) not in ALONE for one in goal.previews)


def _chosen(goal: Goal, code: str) -> Preview:
    """Return what was chosen; at first what takes least from others."""
    by_code = {_code((one.siblings, one.then)): one for one in goal.previews}
    return by_code.get(code) or by_code.get("keep-again") or goal.previews[0]


def _code(one: Way) -> str:
    return "-".join(one)
