"""The inbox follows the run: tasks asked for appear, tasks withdrawn go."""

from functools import cache

from sqlalchemy import bindparam, update
from sqlalchemy.sql.dml import ReturningUpdate

from app.storage.case.history import Fact
from app.storage.desk.tasks import NEVER, Task, group_of
from app.storage.ground.base import write_rows
from app.storage.ground.changing import fresh
from app.usecases import announcing
from app.usecases.moving import coming_back, deadlines
from app.usecases.moving.moved import Moved
from engine.change import OpenTask
from engine.people import APPLICANT
from engine.rules import deadlines as rules


def project(moved: Moved) -> list[Fact]:
    """Write the tasks that opened and close those that were withdrawn."""
    return [*_open(moved), *_withdraw(moved)]


def _open(moved: Moved) -> list[Fact]:
    opened = moved.change.opened
    if not opened:
        return []
    rows = [_row(moved, task) for task in opened]
    if moved.case.returns:
        coming_back.mark(moved, opened, rows)
    if moved.again is not None:
        coming_back.give_again(moved, moved.again, opened, rows)
    write_rows(moved.work.session, Task, rows)
    if moved.work.held is not None and moved.work.held.case is moved.case:
        moved.work.held.tasks.update({str(row["id"]): fresh(Task, **row) for row in rows})
    _concern(moved, [task.department for task in opened if task.department])
    asked = [task for task in opened if task.role == APPLICANT]
    announcing.to_applicant(moved.work, moved.case, "notice.your_turn", asked)
    return [
        Fact(
            "task.opened",
            task.step,
            {"task": task.id, "group": group_of(task.department, task.role)},
        )
        for task in opened
    ]


def _row(moved: Moved, task: OpenTask) -> dict[str, object]:
    row: dict[str, object] = {
        "id": task.id,
        "case_id": moved.case.id,
        "step": task.step,
        "name": task.name,
        "group": group_of(task.department, task.role),
        "department": task.department,
        "role": task.role,
        "process": task.process if task.path else None,
        "path": list(task.path) or None,
        "form": task.form,
        "scope": task.scope,
        "settings": dict(task.settings),
        "revision": 1,
        "opened_at": moved.work.now,
        "due_at": NEVER,
        "due_on": None,
        "yellow_at": None,
    }
    if task.limit:
        limit = deadlines.of_task(moved, task, task.limit)
        moved.limits.append(limit)
        due_at, yellow_at = limit["due_at"], limit["warn_at"]
        due_on = limit["due_on"] or rules.last_day(due_at)
        row |= {"due_on": due_on, "due_at": due_at, "yellow_at": yellow_at}
    return row


def _concern(moved: Moved, departments: list[str]) -> None:
    """Let the departments asked for the first time see the case from now on."""
    case = moved.case
    if new := sorted(set(departments) - set(case.departments)):
        case.departments = [*case.departments, *new]


def _withdraw(moved: Moved) -> list[Fact]:
    answered = moved.answered.id if moved.answered is not None else None
    closed = [task_id for task_id in moved.change.closed if task_id != answered]
    if not closed:
        return []
    gone = moved.work.session.execute(
        _withdrawing(), {"closed": closed, "now": moved.work.now}
    ).all()
    moved.work.forget_tasks([row.id for row in gone])
    holders = [(row.assignee_id, row.name) for row in gone if row.assignee_id]
    announcing.withdrawn(moved.work, moved.case, holders)
    return [Fact("task.withdrawn", row.step, {"task": row.id}) for row in gone]


@cache
def _withdrawing() -> ReturningUpdate[str, str, str, int | None]:
    """Built once, because every limit that ends a step says it."""
    return (
        update(Task)
        .where(Task.id.in_(bindparam("closed", expanding=True)), Task.closed_at.is_(None))
        .values(
            closed_at=bindparam("now"),
            closing="withdrawn",
            draft=None,
            revision=Task.revision + 1,
        )
        .returning(Task.id, Task.step, Task.name, Task.assignee_id)
    )
