"""What is told of an opinion that was not given in time."""

from app.storage.case.cases import Case
from app.storage.clock.silences import Silence
from app.storage.desk.tasks import Task
from app.storage.office import departments
from app.usecases import announcing
from app.usecases.work import Work


def missed(work: Work, case: Case, silence: Silence, task: Task, asked: str | None) -> None:
    """Tell those who did not answer, those who answer instead, and who leads the case.

    :param asked: the group that answers instead; ``None`` where the system did.
    """
    of_silence(work, case, silence, task, f"{silence.outcome}.own", silence.group)
    others = {asked or announcing.leads(case)} - {silence.group}
    of_silence(work, case, silence, task, silence.outcome, *others)


def of_silence(
    work: Work, case: Case, silence: Silence, task: Task, what: str, *groups: str
) -> None:
    """Tell groups something about an opinion that was not given in time."""
    params = {
        "task": task.name,
        "department": departments.name_of(work.session, silence.department, task.role),
        "missed": silence.kind,
        "day": silence.owed_on.isoformat() if silence.owed_on is not None else None,
        "opinion": silence.opinion,
    }
    row = announcing.row_of(work, case, f"notice.{what}", silence.task_id) | {"params": params}
    announcing.write(work, announcing.for_groups(row, groups))
