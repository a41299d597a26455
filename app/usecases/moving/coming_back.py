"""Tasks that open because another one was returned: they say so, and those concerned are told."""

from collections.abc import Sequence
from typing import Any

from app.storage.desk import case_tasks
from app.storage.desk.tasks import RETURNED, Task, group_of
from app.storage.office import people
from app.usecases import announcing
from app.usecases.moving.moved import Again, Moved
from engine.change import OpenTask
from engine.people import APPLICANT

STRAIGHT = "straight"


def mark(moved: Moved, opened: Sequence[OpenTask], rows: Sequence[dict[str, Any]]) -> None:
    """Let the tasks that open know what was returned to them, or that they are back.

    Whoever asked for one step only gets the task back that waited for it.

    :param rows: of these tasks, as they are to be written.
    """
    before = case_tasks.of_case(moved.work.session, moved.case.id)
    returned = [one for one in reversed(before) if one.closing == RETURNED]
    waiting = _not_sent_on(before, returned) if moved.change.taken_back else []
    for task, row in zip(opened, rows, strict=True):
        row |= {"returned_from": None, "assignee_id": None, "claimed_at": None}
        if (waited := _waited(before, returned, task)) is not None:
            _give_back(moved, row, waited)
        elif waiting:
            meant = [one for one in waiting if _place(task) in said(one)["to"]]
            asked = (meant or waiting)[0]
            row["returned_from"] = asked.id
            _tell(moved, task, asked)


def give_again(
    moved: Moved, again: Again, opened: Sequence[OpenTask], rows: Sequence[dict[str, Any]]
) -> None:
    """Give a task that opens again to whoever has done it, with what they answered as a draft.

    :param rows: of the tasks that open, as they are to be written.
    """
    now, holder = moved.work.now, again.task.closed_by_id
    for task, row in zip(opened, rows, strict=True):
        if again.opens_as(task):
            row |= {"assignee_id": holder, "claimed_at": now}
            row |= {"draft": again.task.answers, "drafted_at": now}


def said(task: Task) -> dict[str, Any]:
    """Return how a task was returned: ``to``, ``siblings``, ``then`` and ``reason``."""
    return task.answers or {}


def _not_sent_on(before: Sequence[Task], returned: Sequence[Task]) -> list[Task]:
    """Return the tasks for whose return nobody was asked yet, the newest first."""
    sent = {one.returned_from for one in before}
    return [one for one in returned if one.id not in sent]


def _waited(before: Sequence[Task], returned: Sequence[Task], task: OpenTask) -> Task | None:
    """Return the task that waited for one step to be done once more, and is asked anew."""
    own = (task.step, task.path, task.scope, group_of(task.department, task.role))
    asked = [one for one in before if _identity(one) == own]
    if not asked or asked[-1] not in returned or said(asked[-1])["then"] != STRAIGHT:
        return None
    return asked[-1]


def _identity(task: Task) -> tuple[str, tuple[str, ...], str, str]:
    return task.step, tuple(task.path or ()), task.scope, task.group


def _give_back(moved: Moved, row: dict[str, Any], waited: Task) -> None:
    """Give a task to whoever asked for the step, as long as they may still do it."""
    work, holder = moved.work, waited.closed_by_id
    able = people.members(work.session, waited.role, waited.department, work.today)
    if any(one.id == holder for one in able):
        row |= {"assignee_id": holder, "claimed_at": work.now}
        announcing.back_with(work, moved.case, holder, waited.name, str(row["id"]))


def _tell(moved: Moved, task: OpenTask, asked: Task) -> None:
    if task.role != APPLICANT:  # who is told that it is their turn, and reads why there
        told = {"task": task.name, "by": asked.closed_by_name, "reason": said(asked)["reason"]}
        group = group_of(task.department, task.role)
        announcing.to_groups(moved.work, moved.case, "notice.returned", told, [group])


def _place(task: OpenTask) -> str:
    return "/".join((*task.path, task.step))
