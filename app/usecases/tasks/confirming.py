"""An opinion on materials that were replaced since: it is confirmed, or given anew."""

from collections.abc import Iterable
from typing import Any

from app.storage.case import materials
from app.storage.case.cases import Case
from app.storage.case.history import Fact, write
from app.storage.case.materials import Material
from app.storage.desk import case_tasks
from app.storage.desk.tasks import Task
from app.usecases import announcing
from app.usecases.cases import material_rights
from app.usecases.moving import Moved, in_hand, put_back
from app.usecases.moving.picking import find_task, may_do
from app.usecases.tasks import anew
from app.usecases.tasks.reviewing import two_hands
from app.usecases.work import Work
from engine.errors import Conflict
from engine.rules.material_rights import Departments, may
from engine.rules.materials import renewed


def confirm_opinion(work: Work, task_id: str) -> Task:
    """Let an opinion stand for the materials as they are now.

    :raises NotFound: there is no such task for this person.
    :raises NotAllowed: another group gave it, or this person gave the other signature.
    :raises Conflict: it came to no opinion that counts, saw the newest materials, or the case is
        decided.

    Source: features C7; docs/decisions/0186-an-opinion-is-bound-to-what-it-saw.md.
    """
    task, case, newer = _outdated(work, task_id)
    two_hands(work, task, case)
    task.confirmed_at, task.confirmed_by_name = work.now, work.actor.name
    details = {"task": task.id, "materials": [one.id for one in newer]}
    write(work.session, case, [Fact("opinion.confirmed", task.step, details)], work.actor, work.now)
    said = {"task": task.name, "by": work.actor.name, "task_id": task.id}
    announcing.to_groups(work, case, "notice.opinion_confirmed", said, [announcing.leads(case)])
    return task


def give_anew(work: Work, task_id: str) -> Task:
    """Let a department give its opinion once more; until then the one it gave does not count.

    What came of it waits: a decision that is asked for is withdrawn and asked for again.

    :raises NotFound: there is no such task for this person.
    :raises NotAllowed: another group gave it.
    :raises Conflict: it came to no opinion that counts, saw the newest materials, the case is
        decided, or it was not one of several (``reopen.not_asked``): the lead may return the case.

    Source: features C7; decision 151.
    """
    task, case, _ = _outdated(work, task_id)
    run = in_hand(work, case).run()
    change = anew.asked(work, run, anew.place_of(work, task, case), [task])
    case.returns += 1
    put_back(Moved(work, case, change), run, [Fact("opinion.anew", task.step, {"task": task.id})])
    return task


def may_confirm(work: Work, task: Task, case: Case) -> bool:
    """Whether the actor is of the group that gave the opinion, and the case is not decided."""
    return may_do(work.actor, task, case) and undecided(case)


def undecided(case: Case) -> bool:
    """Whether the opinions of a case may still change."""
    return case.decided_on is None and case.ended_at is None


def refuse_decided(case: Case) -> None:
    """Let opinions stay once the case is decided.

    :raises Conflict: it is, or has ended.
    """
    if not undecided(case):
        message = "The case is decided: its opinions stay as they were given."
        raise Conflict("opinion.decided", message)


def outdated(task: Task, versions: Iterable[Material], closed: Departments) -> list[Material]:
    """Return the newest versions of the materials that were replaced since an opinion saw them.

    :param versions: those of its case that replaced another, or were replaced.
    :param closed: the departments that read what is not for everybody: others saw none of it.
    """
    if task.bound_at is None:
        return []
    return renewed([one for one in versions if _reads(task, one, closed)], task.bound_at)


def newer_of(work: Work, task: Task, case: Case) -> list[Material]:
    """Return the same of one opinion, of which the versions are not known yet."""
    if task.bound_at is None:
        return []
    versions = material_rights.renewed(work, {case.id: case}).get(case.id, ())
    return outdated(task, versions, material_rights.readers(work, case) if versions else {})


def outdate(work: Work, case: Case, material: Material) -> dict[str, Any]:
    """Tell the departments whose opinions saw the version a new one takes the place of.

    :returns: what the history says of it.
    """
    if not undecided(case):
        return {}
    old = materials.get(work.session, case.id, material.replaces or "")
    closed = material_rights.readers(work, case)
    rows = case_tasks.of_case(work.session, case.id)
    given = [one for one in rows if _saw(one, old) and _reads(one, old, closed)]
    announcing.write(work, [_told(work, case, material, one) for one in given])
    return {"outdates": [one.id for one in given]} if given else {}


def _told(work: Work, case: Case, material: Material, task: Task) -> dict[str, Any]:
    row = announcing.row_of(work, case, "notice.opinion_outdated", f"{material.id}:{task.id}")
    return row | {
        "group": task.group,
        "params": {"material": material.name, "task": task.name, "task_id": task.id},
    }


def _reads(task: Task, version: Material, closed: Departments) -> bool:
    return may(closed, version.code, [task.department or ""])


def _saw(task: Task, version: Material) -> bool:
    return task.bound_at is not None and version.added_at <= task.bound_at


def _outdated(work: Work, task_id: str) -> tuple[Task, Case, list[Material]]:
    task, case = find_task(work, task_id)
    newer = newer_of(work, task, case)
    if not newer:
        message = "No opinion was given on “%(task)s” for materials that were replaced since."
        raise Conflict("opinion.current", message, task=task.name)
    refuse_decided(case)
    return task, case, newer
