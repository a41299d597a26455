"""The clock urges whoever has not done a task: near its last day, and when it is late."""

from collections.abc import Iterable

from app.storage.case import history
from app.storage.case.cases import Case
from app.storage.case.history import Fact
from app.storage.clock.deadlines import LATE_URGE, Deadline
from app.storage.desk import urges
from app.storage.desk.tasks import Task
from app.storage.desk.urges import Urge
from app.storage.ground.base import write_rows
from app.usecases import announcing
from app.usecases.counting import waiting
from app.usecases.counting.dates import STEP
from app.usecases.work import Work
from engine.people import APPLICANT
from engine.rules.urging import ByClock, by_clock

NEAR = (STEP, "silence", "absence")
"""The limits at a task, near the end of which whoever has it is urged."""


def near(work: Work, ending: Iterable[tuple[Case, str, Task | None]]) -> None:
    """Urge those who have tasks whose limits are about to end; each task once by the clock.

    They are told with the reminder. The caller holds the cases.

    :param ending: limits by their cases, kinds and tasks.

    Source: features L11 (automatic urges); docs/decisions/0208-the-clock-urges-as-people-do.md.
    """
    late = {
        task.id: (case, task)
        for case, kind, task in ending
        if task and kind in NEAR and _rule(work, case).near
    }
    if not late:
        return
    known = urges.by(work.session, late, work.actor.id)
    facts: dict[int, tuple[Case, list[Fact]]] = {}
    for case, task in late.values():
        if task.id not in known and _is_asked(task):
            facts.setdefault(case.id, (case, []))[1].append(_urge(work, task))
    if facts:
        history.write_each(work.session, facts.values(), work.actor, work.now)


def let_wait(work: Work, case: Case, limit: Deadline) -> None:
    """Let the clock urge some days after the limit of a task, where its item or the office says."""
    days = _rule(work, case).late_days if limit.kind == STEP else 0
    if not days:
        return
    row = waiting.row(work, case, limit, LATE_URGE, waiting.after(limit, days), f"urge:{limit.id}")
    write_rows(work.session, Deadline, [row])


def late(work: Work, case: Case, deadline: Deadline) -> list[Fact]:
    """Urge whoever still has a task some days after its limit.

    Source: features L11 (automatic urges); docs/decisions/0208-the-clock-urges-as-people-do.md.
    """
    task = work.task(deadline.task_id)
    if task is None or not _is_asked(task):
        return []
    row = announcing.row_of(work, case, "notice.task_late", deadline.id)
    holder = task.assignee_id
    to = {"person_id": holder, "group": None if holder else task.group}
    announcing.write(work, [row | to | {"params": {"task": task.name, "task_id": task.id}}])
    return [_urge(work, task)]


def _rule(work: Work, case: Case) -> ByClock:
    """Return when the clock urges in a case: what its item said when it was handed in counts."""
    office = ByClock(work.clock.urges_near, work.clock.urges_late_days)
    return by_clock(case.item.get("urges"), office)


def _is_asked(task: Task) -> bool:
    return task.closed_at is None and task.role != APPLICANT


def _urge(work: Work, task: Task) -> Fact:
    row = {"task_id": task.id, "by": work.actor.id, "at": work.now}
    write_rows(work.session, Urge, [row | {"read_at": None, "read_by_id": None}])
    task.urges = (task.urges or 0) + 1
    return Fact("task.urged", task.step, {"task": task.id})
