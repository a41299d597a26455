"""What a return would do: in words, and as marks on the diagram."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext

from app.pages.showing import labelled
from app.pages.staff.case.steps import Steps
from app.pages.staff.naming import Names
from app.storage.desk import case_tasks
from app.storage.desk.tasks import Task
from app.storage.office import people
from app.usecases.work import Work
from engine.change import Preview, Touched

BY_PEOPLE = {"userTask", "manualTask", "subProcess", "callActivity"}
"""What an official returns to; what machines do is done again with it."""
UNNAMED = {"subProcess", "parallelGateway", "exclusiveGateway", "inclusiveGateway"}
"""Frames and gateways: nobody misses them in a list."""


@dataclass(frozen=True)
class Will:
    """What would come of a choice: places for the diagram, words for the list."""

    kept: list[str]
    cancelled: list[str]
    redone: list[str]
    marks: dict[str, str]


def effects(work: Work, task: Task, preview: Preview, steps: Steps, office: Names) -> Will:
    """Return what a choice would do to a task and to those beside it."""
    if preview.then == "straight":  # it waits, and is not withdrawn
        preview = replace(preview, cancelled=Touched())
    ids = {*preview.kept.tasks, *preview.cancelled.tasks}
    rows = {one.id: one for one in case_tasks.of_case(work.session, task.case_id) if one.id in ids}
    holders = people.by_id(work.session, {r.assignee_id for r in rows.values() if r.assignee_id})
    held = {one: holders[r.assignee_id].name for one, r in rows.items() if r.assignee_id}

    def told(touched: Touched) -> list[str]:
        asked = [rows[one] for one in touched.tasks if one in rows]
        places = _silent(touched.places, asked, steps)
        return [*(_asked(one, task, office, held) for one in asked), *places]

    again = [name(steps, one) for one in preview.redone if kind(steps, one) in BY_PEOPLE]
    return Will(told(preview.kept), told(preview.cancelled), again, _marks(preview, steps))


def _silent(places: Iterable[str], asked: Sequence[Task], steps: Steps) -> list[str]:
    """Return what machines and messages are waited for, beside those who are asked."""
    shown = {"/".join((*(one.path or ()), one.step)) for one in asked}
    left = [one for one in places if one not in shown and kind(steps, one) not in UNNAMED]
    return [name(steps, one) for one in left if kind(steps, one) != "callActivity"]


def _asked(one: Task, own: Task, office: Names, held: Mapping[str, str]) -> str:
    return asked_of(one, office, gettext("you") if one.id == own.id else held.get(one.id))


def asked_of(task: Task, office: Names, who: str | None = None) -> str:
    """Return what a task is called, and whom it is asked of.

    :param who: holds it, where somebody does.
    """
    group = office.group(task.department, task.role)
    return gettext(
        "%(step)s (%(who)s)",
        step=labelled(task, "name"),
        who=f"{group} · {who}" if who else group,
    )


def _marks(preview: Preview, steps: Steps) -> dict[str, str]:
    """Return the elements of the case's own diagram that are kept, cancelled and done again."""

    def own(places: Iterable[str]) -> list[str]:
        return [one for one in places if "/" not in one and kind(steps, one) != "subProcess"]

    kept, redone = own(preview.kept.places), own(preview.redone)
    gone = [one for one in own(preview.cancelled.places) if one not in kept]
    told = {"kept": kept, "cancelled": gone, "redone": [one for one in redone if one not in gone]}
    return {name: " ".join(each) for name, each in told.items()}


def kind(steps: Steps, place: str) -> str:
    """Return which kind of element is at a place."""
    step = steps.named(place.rpartition("/")[2])
    return step.kind if step is not None else ""


def name(steps: Steps, place: str) -> str:
    """Return what the step at a place is called."""
    step = steps.named(place.rpartition("/")[2])
    return labelled(step, "name") if step is not None else place
