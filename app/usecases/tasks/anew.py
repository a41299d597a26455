"""Asking departments for their opinions once more: where they were asked, and what is undone."""

from collections.abc import Sequence
from dataclasses import replace

from app.storage.case.cases import Case
from app.storage.desk import case_tasks
from app.storage.desk.tasks import Task
from app.usecases.work import Work
from engine import Run
from engine.change import Change, TakenBack
from engine.errors import Conflict


def asked(work: Work, run: Run, place: str, given: Sequence[Task]) -> Change:
    """Move a run so that departments are asked again at one place; what came of it waits.

    :param given: their opinions, which count no more.
    :raises Conflict: one was not given by one of several, or what a return refuses.

    Source: decision 151.
    """
    change = reopened(work, run, place, given)
    said = (_taken_back(work, one) for one in given)
    return replace(change, taken_back=(*change.taken_back, *said))


def reopened(work: Work, run: Run, place: str, given: Sequence[Task]) -> Change:
    """Move a run so, and tell what came of it that is taken back; not yet what they said.

    :raises Conflict: one was not given by one of several, or what a return refuses.
    """
    return run.reopen(place, [instance_of(run, place, one) for one in given], at=work.now)


def place_of(work: Work, task: Task, case: Case) -> str:
    """Return the activity that asked several departments, one of them with this task."""
    path = task.path or []
    joint = work.process(case.process_digest).definition.joint
    if path and path[0] in joint:
        return joint[path[0]]
    joint = work.process_of(task, case).definition.joint
    return "/".join((*path, joint.get(task.step, task.step)))


def instance_of(run: Run, place: str, task: Task) -> int:
    """Return which of several a task was: the one done for its department.

    :raises Conflict: it was not one of several.
    """
    for one in run.instances(place):
        if one.state == "done" and one.element == task.department:
            return one.index
    message = "“%(task)s” was not asked of several departments; the lead may return the case."
    raise Conflict("reopen.not_asked", message, task=task.name)


def _taken_back(work: Work, task: Task) -> TakenBack:
    """Return what a department said for its opinion, examination and all."""
    given = case_tasks.signed_in_scope(work.session, task.case_id, task.scope)
    places = dict.fromkeys("/".join((*(one.path or ()), one.step)) for one in given)
    return TakenBack(tuple(places), (task.scope,))
