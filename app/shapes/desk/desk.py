"""What lies on the desk of somebody who does a task: its form, the case, what others said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from app.shapes import masks
from app.shapes.case.seen import SeenTask, seen_task
from app.storage.case.cases import Case
from app.storage.case.materials import Material
from app.storage.clock import silences
from app.storage.clock.silences import Silence
from app.storage.desk import case_tasks, tasks
from app.storage.desk.asking import person_id_of
from app.storage.desk.tasks import MISSED, RETURNED, Task
from app.usecases.cases import material_rights
from app.usecases.tasks.confirming import outdated
from app.usecases.tasks.hiding import is_inner, keeps, kept_from
from app.usecases.work import Work
from engine.people import APPLICANT, Actor
from engine.rules.material_rights import Departments

UNSAID = ("withdrawn", RETURNED)
"""How tasks end without an answer, and without one that counts for it."""


@dataclass(frozen=True)
class Said:
    """What a step asked, and what was answered to it, as far as one may see.

    :param newer: the newest versions of the materials that were replaced since.
    """

    department: str | None
    step: str
    name: str
    by: str | None
    at: datetime | None
    answers: dict[str, Any] | None
    task: Task
    by_system: bool = False
    missed: Silence | None = None
    taken_back_at: datetime | None = None
    newer: Sequence[Material] = ()


@dataclass(frozen=True)
class Asked:
    """What was asked in a case, as far as somebody may know.

    :param rows: without the steps other departments do for themselves.
    :param missed: what is kept of the tasks nobody answered, by their ids.
    :param versions: those of its materials that replaced another, or were replaced.
    :param secret: others' opinions are kept from them until their own is given.
    :param closed: the departments that read the materials that are not for everybody.
    """

    rows: Sequence[Task]
    missed: Mapping[str, Silence]
    versions: Sequence[Material]
    secret: bool
    closed: Departments


@dataclass(frozen=True)
class Desk(SeenTask):
    """A task with everything one may see to do it."""

    form_schema: Any
    instructions: str
    data: dict[str, Any]
    draft: dict[str, Any] | None
    returned: Task | None
    missed: Silence | None
    newer: Sequence[Material]


def desk(work: Work, task_id: str) -> Desk:
    """Return a task as the actor of the work may see it.

    :raises NotFound: there is none, or none they may see: the answer is the same.
    """
    task, case = tasks.seen(work.session, task_id, work.actor)
    form = work.form_of(task, case)
    rows = case_tasks.of_case(work.session, case.id)
    asked = asked_in(work, case, rows)
    others = [one for one in asked.rows if one.id != task.id]
    known = work.actor.case is None and not keeps(task, work.actor, asked.secret)
    data = {
        "applicant": _party(case, work.actor),
        "application": case.answers,
        "item": case.item,
        "opinions": opinions(replace(asked, rows=others), work.actor),
        "answered": answered(others, work.actor, asked.secret),
    }
    schema = form.raw if form is not None else None
    seen = seen_task(work, task, case)
    return Desk(
        **vars(seen),
        form_schema=schema,
        instructions=work.instructions_of(task, case),
        data=data,
        draft=_draft(task, case, work.actor),
        returned=next((one for one in rows if one.id == task.returned_from), None),
        missed=asked.missed.get(task.id) if known else None,
        newer=outdated(task, asked.versions, asked.closed) if known else (),
    )


def missed_by(work: Work, rows: Sequence[Task]) -> Mapping[str, Silence]:
    """Return what is kept of the tasks nobody answered, by their ids; most cases have none."""
    found = [one.case_id for one in rows if one.closing in MISSED]
    return silences.of_case(work.session, found[0]) if found else {}


def asked_in(work: Work, case: Case, rows: Sequence[Task]) -> Asked:
    """Return what was asked in a case with some tasks, and what is kept of it."""
    versions = material_rights.renewed(work, {case.id: case}).get(case.id, ())
    closed = material_rights.readers(work, case) if versions else {}
    known = [one for one in rows if not is_inner(work, case, one)]
    secret = kept_from(work, case, rows)
    return Asked(known, missed_by(work, rows), versions, secret, closed)


def opinions(asked: Asked, actor: Actor) -> list[Said]:
    """Return the departments' opinions; those not given, or not to be known yet, say who it was."""
    if actor.case is not None:
        return []
    given = (one for one in asked.rows if "opinion" in one.settings and one.closing not in UNSAID)
    return [_opinion(one, asked, actor) for one in given]


def _opinion(task: Task, asked: Asked, actor: Actor) -> Said:
    hidden, newer = keeps(task, actor, asked.secret), outdated(task, asked.versions, asked.closed)
    return _said(task, hidden, asked.missed.get(task.id), newer)


def answered(others: Iterable[Task], actor: Actor, secret: bool) -> list[Said]:
    """Return the answers of earlier steps that are no opinions; an applicant sees their own.

    :param secret: what led other departments to their opinions is left out.
    """
    return [
        _said(one, hidden=False)
        for one in others
        if one.closing == "answered"
        and "opinion" not in one.settings
        and (actor.case is None or one.role == APPLICANT)
        and not keeps(one, actor, secret)
    ]


def _said(
    task: Task, hidden: bool, missed: Silence | None = None, newer: Sequence[Material] = ()
) -> Said:
    return Said(
        task.department,
        task.step,
        task.name,
        None if hidden else task.closed_by_name,
        task.closed_at,
        None if hidden else task.answers,
        task,
        task.closing in MISSED,
        None if hidden else missed,
        task.taken_back_at,
        () if hidden else newer,
    )


def _party(case: Case, actor: Actor) -> dict[str, Any]:
    """The applicant; who only looks on reads numbers masked."""
    whole = actor.case == case.number or bool(actor.departments)
    party = case.applicant
    if whole:
        return dict(party)
    return masks.party(party)


def _draft(task: Task, case: Case, actor: Actor) -> dict[str, Any] | None:
    """A draft is for whoever holds the task: the holder, or the applicant asked."""
    holds = task.assignee_id is not None and task.assignee_id == person_id_of(actor)
    theirs = task.role == APPLICANT and actor.case == case.number
    return task.draft if holds or theirs else None
