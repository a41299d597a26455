"""What a return would do, in words and as marks on the diagram, before anybody confirms it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.pages.showing import labelled
from app.pages.staff.naming import Names, names
from app.pages.staff.steps import Steps
from app.shapes.returning import SIBLINGS, THEN
from app.storage import people, tasks
from app.storage.cases import Case
from app.storage.tasks import Task
from app.usecases import returning
from app.usecases.work import Work
from engine.change import Goal, Preview, Siblings, Then, Touched
from engine.errors import Refusal
from engine.process import DIAGRAM

Way = tuple[Siblings, Then]
BY_PEOPLE = {"userTask", "manualTask", "subProcess", "callActivity"}
"""What an official returns to; what machines do is done again with it."""
UNNAMED = {"subProcess", "parallelGateway", "exclusiveGateway", "inclusiveGateway"}
"""Frames and gateways: nobody misses them in a list."""
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


@dataclass(frozen=True)
class Will:
    """What would come of a choice: places for the diagram, words for the list."""

    kept: list[str]
    cancelled: list[str]
    redone: list[str]
    marks: dict[str, str]


def way(siblings: str, then: str) -> Way:
    """Return a choice as the engine knows it; what is none of them is the usual one."""
    known = [(s, t) for s in SIBLINGS for t in THEN if (s, t) == (siblings, then)]
    found: Any = known[0] if known else ("cancel", "again")
    return found


def open_goals(work: Work, task: Task, case: Case) -> list[Goal]:
    """Return the steps of people one can return to from a task; none where one may not."""
    try:
        found = returning.goals(work, task, case)
    except Refusal:
        return []
    return _of_people(found, Steps.of(work, case))


def choices(work: Work, task: Task, case: Case, sent: Mapping[str, str]) -> dict[str, Any]:
    """Return what the page shows, with the choice that was sent as far as there is such a one.

    :raises Conflict: the task was already done or withdrawn.
    :raises NotAllowed: it is not this person's to return.
    """
    steps, office = Steps.of(work, case), names(work)
    found = _of_people(returning.goals(work, task, case), steps)
    goal = next((one for one in found if one.place == sent.get("to")), next(iter(found), None))
    if goal is None:
        return {"goals": [], "reason": ""}
    preview = _chosen(goal, sent.get("way", ""))
    words = AMONG if _among(goal) else ALONE
    offered = {(one.siblings, one.then) for one in goal.previews}
    version = url_for("pages.processes.file", key=case.process, number=case.version, name=DIAGRAM)
    return {
        "goals": [(one.place, _name(steps, one.place)) for one in found],
        "goal": goal.place,
        "goal_name": _name(steps, goal.place),
        "ways": [(_code(one), *told) for one, told in words.items() if one in offered],
        "way": _code((preview.siblings, preview.then)),
        "waits": preview.siblings == "wait",
        "straight": preview.then == "straight",
        "will": _will(work, task, preview, steps, office),
        "diagram_url": version,
        "reason": sent.get("reason", ""),
    }


def _of_people(goals: Sequence[Goal], steps: Steps) -> list[Goal]:
    return [one for one in goals if one.previews and _kind(steps, one.place) in BY_PEOPLE]


def _among(goal: Goal) -> bool:
    return any((one.siblings, one.then) == ("keep", "again") for one in goal.previews)


def _chosen(goal: Goal, code: str) -> Preview:
    """Return what was chosen; at first what takes least from others."""
    by_code = {_code((one.siblings, one.then)): one for one in goal.previews}
    return by_code.get(code) or by_code.get("keep-again") or goal.previews[0]


def _code(one: Way) -> str:
    return "-".join(one)


def _will(work: Work, task: Task, preview: Preview, steps: Steps, office: Names) -> Will:
    ids = {*preview.kept.tasks, *preview.cancelled.tasks}
    rows = {one.id: one for one in tasks.of_case(work.session, task.case_id) if one.id in ids}
    holders = people.by_id(work.session, {r.assignee_id for r in rows.values() if r.assignee_id})
    held = {one: holders[r.assignee_id].name for one, r in rows.items() if r.assignee_id}

    def told(touched: Touched) -> list[str]:
        asked = [rows[one] for one in touched.tasks if one in rows]
        places = _silent(touched.places, asked, steps)
        return [*(_asked(one, task, office, held) for one in asked), *places]

    again = [_name(steps, one) for one in preview.redone if _kind(steps, one) in BY_PEOPLE]
    own = [task.id] if preview.then == "straight" else []  # it waits, and is not withdrawn
    gone = replace(
        preview.cancelled,
        tasks=tuple(one for one in preview.cancelled.tasks if one not in own),
        places=() if own else preview.cancelled.places,
    )
    return Will(told(preview.kept), told(gone), again, _marks(preview, steps))


def _silent(places: Iterable[str], asked: Sequence[Task], steps: Steps) -> list[str]:
    """Return what machines and messages are waited for, beside those who are asked."""
    shown = {"/".join((*(one.path or ()), one.step)) for one in asked}
    left = [one for one in places if one not in shown and _kind(steps, one) not in UNNAMED]
    return [_name(steps, one) for one in left if _kind(steps, one) != "callActivity"]


def _asked(one: Task, own: Task, office: Names, held: Mapping[str, str]) -> str:
    who = gettext("you") if one.id == own.id else held.get(one.id)
    group = office.group(one.department, one.role)
    return gettext(
        "%(step)s (%(who)s)",
        step=labelled(one, "name"),
        who=f"{group} · {who}" if who else group,
    )


def _marks(preview: Preview, steps: Steps) -> dict[str, str]:
    """Return the elements of the case's own diagram that are kept, cancelled and done again."""

    def own(places: Iterable[str]) -> list[str]:
        return [one for one in places if "/" not in one and _kind(steps, one) != "subProcess"]

    kept, redone = own(preview.kept.places), own(preview.redone)
    gone = [one for one in own(preview.cancelled.places) if one not in kept]
    told = {"kept": kept, "cancelled": gone, "redone": [one for one in redone if one not in gone]}
    return {name: " ".join(each) for name, each in told.items()}


def _kind(steps: Steps, place: str) -> str:
    step = steps.named(place.rpartition("/")[2])
    return step.kind if step is not None else ""


def _name(steps: Steps, place: str) -> str:
    step = steps.named(place.rpartition("/")[2])
    return labelled(step, "name") if step is not None else place
