"""Whoever leads a case urges those who have not done their task yet."""

from collections.abc import Iterable
from datetime import timedelta

from app.storage.case.cases import Case
from app.storage.case.history import Fact, write
from app.storage.desk import urges
from app.storage.desk.asking import person_id_of
from app.storage.desk.tasks import Task
from app.storage.desk.urges import Urge
from app.storage.office import departments
from app.usecases import announcing
from app.usecases.handing.assigning import may_assign
from app.usecases.moving import pick_up_task
from app.usecases.tasks.claiming import unchanged
from app.usecases.work import Work
from engine.errors import Conflict, NotAllowed
from engine.people import APPLICANT

HOUR = timedelta(hours=1)


def urge(work: Work, task_id: str, note: str = "", revision: int | None = None) -> Task:
    """Ask whoever has an open task to do it soon; it shows in their inbox until it is done.

    :raises NotFound: there is no such task for this person.
    :raises NotAllowed: they neither lead the case nor assign in the department that is asked.
    :raises Conflict: it was done, withdrawn or changed, or urged too often within the hour.

    Source: features L11 (催办); how often, the file of the clock says.
    """
    task, hand = pick_up_task(work, task_id, lambda _, task, case: may_urge(work, task, case))
    unchanged(task, revision)
    most = work.clock.urges_an_hour
    if urges.since(work.session, task.id, work.now - HOUR) >= most:
        message = "“%(task)s” was urged %(most)s times within an hour; please wait."
        raise Conflict("task.urged_often", message, task=task.name, most=most)
    work.session.add(Urge(task_id=task.id, by=work.actor.id, at=work.now))
    task.urges = (task.urges or 0) + 1
    _tell(work, task, hand.case, note)
    return task


def read_urges(work: Work, task_id: str) -> Task:
    """Note that somebody who is asked a task has seen that it was urged; who urged sees it.

    :raises NotFound: there is no such task for this person.
    :raises NotAllowed: it is asked of somebody else, or a colleague holds it.
    :raises Conflict: it was done or withdrawn.

    Source: features L11 (read mark).
    """
    task, _ = pick_up_task(work, task_id)
    if not may_read(work, task):
        raise NotAllowed("task.not_yours", "“%(task)s” is asked of somebody else.", task=task.name)
    person_id = person_id_of(work.actor)
    if person_id is not None:
        urges.mark_read(work.session, task.id, person_id, work.now)
    return task


def may_read(work: Work, task: Task) -> bool:
    """Whether an urge of a task reaches the actor: its holder, its group where nobody holds it."""
    if task.closed_at is not None:
        return False
    if task.assignee_id is not None:
        return task.assignee_id == person_id_of(work.actor)
    return work.actor.holds(task.role, task.department)


def urgeable(work: Work, case: Case, asked: Iterable[Task]) -> set[str]:
    """Return which of the open tasks of a case the actor may urge: not their own."""
    others = [
        task
        for task in asked
        if task.role != APPLICANT and task.assignee_id != person_id_of(work.actor)
    ]
    if case.lead_department in work.actor.departments:
        return {task.id for task in others}
    assigning = departments.assigning(work.session)
    places = {place for place, role in work.actor.pairs if role in assigning}
    return {task.id for task in others if places & {None, task.department}}


def may_urge(work: Work, task: Task, case: Case) -> bool:
    """Whether the actor leads the case or assigns where the task is asked."""
    if task.role == APPLICANT:
        return False
    leads = case.lead_department in work.actor.departments
    return leads or may_assign(work, work.actor, task)


def _tell(work: Work, task: Task, case: Case, note: str) -> None:
    details = {"task": task.id, "reason": note} if note else {"task": task.id}
    write(work.session, case, [Fact("task.urged", task.step, details)], work.actor, work.now)
    said = {"task": task.name, "by": work.actor.name, "reason": note, "task_id": task.id}
    if task.assignee_id is not None:
        announcing.to_person(work, case, "notice.task_urged", said, task.assignee_id)
    else:
        announcing.to_groups(work, case, "notice.task_urged", said, [task.group])
