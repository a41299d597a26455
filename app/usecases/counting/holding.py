"""What stands still in a case: its pauses, as the limits of the case and of its steps see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.storage.case.cases import Case
from app.storage.clock import pauses
from app.storage.clock.pauses import Pause as Row
from app.storage.desk.tasks import Task
from app.usecases.work import Work
from engine.rules.pauses import Pause


@dataclass(frozen=True)
class Holding:
    """The pauses of a case: those of the whole case, and those of one branch."""

    rows: Sequence[Row] = ()

    def over(self, task: Task | None) -> list[Row]:
        """Return the pauses that a limit follows.

        :param task: whose limit it is; ``None`` for a limit of the case.
        """
        return [
            row
            for row in self.rows
            if (row.task_id is None or _in_branch(row, task)) and not _stops_by(row, task)
        ]

    def spans(self, task: Task | None) -> tuple[Pause, ...]:
        """Return the times a limit does not count; a pause that lasts as long as it is planned."""
        return tuple(
            Pause(row.from_on, row.to_on or row.planned_to_on, row.ground)
            for row in self.over(task)
        )

    def lasts(self, task: Task | None, due_on: date) -> bool:
        """Whether the clock of a limit stands now; one that had passed before stands no more.

        :param due_on: the last day on which the limit is in time.
        """
        return any(row.to_on is None and row.from_on <= due_on for row in self.over(task))


def of_case(work: Work, case: Case) -> Holding:
    """Return the pauses of a case; most cases have none."""
    return Holding(pauses.of_case(work.session, case.id)) if case.pauses else Holding()


def _in_branch(row: Row, task: Task | None) -> bool:
    """Whether a task is the one paused, or in the same sub-process of the same department."""
    if task is None:
        return False
    beside = row.scope is not None and (row.scope, row.department) == (task.scope, task.department)
    return row.task_id == task.id or beside


def _stops_by(row: Row, task: Task | None) -> bool:
    """Whether a task is the step that stops the clock: its own limit runs on."""
    if task is None or row.element is None:
        return False
    return row.element == "/".join((*(task.path or ()), task.step))
