"""What lies on the desk of somebody who does a task: its form, the case, what others said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.shapes import masks
from app.shapes.seen import SeenTask, seen_task
from app.storage import silences, tasks
from app.storage.cases import Case
from app.storage.silences import Silence
from app.storage.tasks import MISSED, RETURNED, Task, person_id_of
from app.usecases.work import Work
from engine.people import APPLICANT, Actor

UNSAID = ("withdrawn", RETURNED)
"""How tasks end without an answer, and without one that counts for it."""


@dataclass(frozen=True)
class Said:
    """What a step asked, and what was answered to it, as far as one may see."""

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


@dataclass(frozen=True)
class Desk(SeenTask):
    """A task with everything one may see to do it."""

    form_schema: Any
    instructions: str
    data: dict[str, Any]
    draft: dict[str, Any] | None
    returned: Task | None
    missed: Silence | None


def desk(work: Work, task_id: str) -> Desk:
    """Return a task as the actor of the work may see it.

    :raises NotFound: there is none, or none they may see: the answer is the same.
    """
    task, case = tasks.seen(work.session, task_id, work.actor)
    form = work.form_of(task, case)
    rows = tasks.of_case(work.session, case.id)
    others = [one for one in rows if one.id != task.id]
    secret, missed = kept_from(rows, work.actor), missed_by(work, rows)
    data = {
        "applicant": _party(case, work.actor),
        "application": case.answers,
        "item": case.item,
        "opinions": opinions(others, work.actor, secret, missed),
        "answered": answered(others, work.actor, secret),
    }
    schema = form.raw if form is not None else None
    seen = seen_task(work, task, case)
    return Desk(
        **vars(seen),
        form_schema=schema,
        instructions=work.instructions_of(task, case),
        data=data,
        draft=_draft(task, case, work.actor),
        returned=next((one for one in others if one.id == task.returned_from), None),
        missed=missed.get(task.id) if work.actor.case is None else None,
    )


def kept_from(rows: Iterable[Task], actor: Actor) -> bool:
    """Whether others' opinions are kept from somebody until they have given their own.

    Source: the setting ``others = hidden`` of a task of theirs that is still open.
    """
    return any(
        one.settings.get("others") == "hidden"
        and one.closed_at is None
        and actor.holds(one.role, one.department)
        for one in rows
    )


def missed_by(work: Work, rows: Sequence[Task]) -> Mapping[str, Silence]:
    """Return what is kept of the tasks nobody answered, by their ids; most cases have none."""
    found = [one.case_id for one in rows if one.closing in MISSED]
    return silences.of_case(work.session, found[0]) if found else {}


def opinions(
    others: Iterable[Task], actor: Actor, secret: bool, missed: Mapping[str, Silence]
) -> list[Said]:
    """Return the departments' opinions; those not given yet say who was asked.

    :param secret: they only see who was asked.
    :param missed: what is kept of those that were not given in time.
    """
    if actor.case is not None:
        return []
    asked = [one for one in others if "opinion" in one.settings and one.closing not in UNSAID]
    return [_said(one, secret, missed.get(one.id)) for one in asked]


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
        and not (secret and "sign" in one.settings and one.department not in actor.departments)
    ]


def _said(task: Task, hidden: bool, missed: Silence | None = None) -> Said:
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
