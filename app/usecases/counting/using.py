"""What decided cases used of their promise, and how early they were."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.storage.case.cases import Case
from app.storage.clock import pauses
from app.usecases.counting.holding import Holding
from app.usecases.work import Work
from engine.rules.working import elapsed


@dataclass(frozen=True)
class Used:
    """Working days between acceptance and decision, without those that did not count.

    :param early: how many were left of the promise, below 0 when it was broken; nothing of an
        immediate item, which promises the very day.
    """

    working_days: int
    early: int | None


def used(work: Work, shown: Iterable[Case]) -> dict[int, Used]:
    """Return what each decided case used, by its inner id, with at most one statement for all.

    Source: facts D-24, M-05, M-08.
    """
    decided = [
        (case, case.accepted_on, case.decided_on)
        for case in shown
        if case.accepted_on is not None and case.decided_on is not None
    ]
    stood = [case.id for case, _, _ in decided if case.pauses]
    rows = pauses.of_cases(work.session, stood) if stood else []
    return {
        case.id: _used(work, case, on, Holding([one for one in rows if one.case_id == case.id]))
        for case, *on in decided
    }


def _used(work: Work, case: Case, on: Sequence[date], held: Holding) -> Used:
    calendar = work.calendar_of(case.lead_department, case.received_at)
    days = elapsed(on[0], on[1], calendar, held.spans(None))
    immediate = case.handling_kind == "immediate"
    promised = int(case.item["promised_days"]) + case.extra_days
    return Used(days, None if immediate else promised - days)
