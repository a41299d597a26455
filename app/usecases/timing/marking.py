"""Limits that only mark their case: they write history and notices, and never load the run."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from app.storage.case.cases import Case
from app.storage.case.history import Fact
from app.storage.case.promises import PROMISED_MATERIAL
from app.storage.clock.deadlines import CARD, LATE_URGE, PREWARNING, STEP_CARD, URGING, Deadline
from app.storage.clock.silences import LATE_OPINION
from app.usecases import announcing
from app.usecases.cards import judging, supervising
from app.usecases.clocks import stopping
from app.usecases.coordinating import climbing
from app.usecases.coordinating.limits import COORDINATION
from app.usecases.timing import owing, promised, standing, told, urging
from app.usecases.work import Work

Effect = Callable[[Work, Case, Deadline], list[Fact]]
"""What a kind of limit does to its case when it passes; returns what the history is told.

The caller holds the lock of the case and writes the facts. An effect leaves new rows to
``write_rows``, so that many limits can pass in one transaction with few statements. The task of
its limit is in the session already; documents of case and task are read when it asks for one.
"""


def effect_of(deadline: Deadline) -> Effect:
    """Return what the passing of a limit does, the cards it is worth among it."""
    own = _EFFECTS.get(deadline.kind, overdue)

    def carded(work: Work, case: Case, limit: Deadline) -> list[Fact]:
        return [*own(work, case, limit), *judging.on_passed(work, case, limit)]

    return carded


def overdue(work: Work, case: Case, deadline: Deadline) -> list[Fact]:
    """Tell who is asked, or who leads the case, that a limit has passed."""
    task = work.task(deadline.task_id)
    group = task.group if task is not None else announcing.leads(case)
    params = {"kind": deadline.kind, "task": task.name if task is not None else None}
    row = announcing.row_of(work, case, "notice.overdue", deadline.id)
    announcing.write(work, [row | {"group": group, "params": params}])
    return [told.passed(deadline)]


_EFFECTS: Mapping[str, Effect] = MappingProxyType(
    {
        stopping.PLANNED_END: standing.overrun,
        LATE_OPINION: owing.overdue,
        COORDINATION: climbing.on_passed,
        PROMISED_MATERIAL: promised.overdue,
        LATE_URGE: urging.late,
        PREWARNING: judging.on_waited,
        CARD: judging.on_waited,
        STEP_CARD: judging.on_waited,
        URGING: supervising.urge_silent,
    }
)
