"""What is told when a task changes hands: in the history, and to those it concerns."""

from app.storage.case.cases import Case
from app.storage.case.history import Fact, write
from app.storage.desk.tasks import Task
from app.storage.office import people
from app.storage.office.people import Person
from app.usecases import announcing
from app.usecases.work import Work


def handed(
    work: Work, task: Task, case: Case, what: str, to: Person | None, reason: str = ""
) -> None:
    """Write down that a task changed hands, and tell whoever has it from now on.

    :param what: of ``assigned``, ``transferred``, ``delegated``, ``resolved``, ``recalled``.
    :param to: ``None`` where it went to its group.
    """
    details = {"task": task.id, "receiver": to.name if to else None, "reason": reason}
    fact = Fact(f"task.{what}", task.step, {key: said for key, said in details.items() if said})
    write(work.session, case, [fact], work.actor, work.now)
    if to is not None:
        said = _said(work, task, reason)
        announcing.to_person(work, case, f"notice.task_{what}", said, to.id)


def taken(work: Work, task: Task, case: Case, holder: int | None, reason: str = "") -> None:
    """Tell whoever held a task that somebody else has it now."""
    if holder is not None:
        said = _said(work, task, reason)
        announcing.to_person(work, case, "notice.task_taken", said, holder)


def holder_of(work: Work, task: Task) -> Person | None:
    """Return whoever holds a task."""
    return people.get(work.session, task.assignee_id) if task.assignee_id is not None else None


def _said(work: Work, task: Task, reason: str) -> dict[str, str]:
    return {"task": task.name, "by": work.actor.name, "reason": reason, "task_id": task.id}
