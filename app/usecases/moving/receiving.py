"""On which day what comes in counts as received, by the rule and the hours of the office."""

from datetime import date, time

from app.storage.case.cases import Case
from app.usecases.work import Work
from engine.rules import receipts


def received_on(work: Work, department: str) -> date:
    """Return the day what comes in now counts as received.

    :param department: the one that decides, whose hours count.

    Source: Civil Code, Art. 137, 203; facts D-07.
    """
    calendar = work.calendar_of(department)
    closes = calendar.hours.closes if work.clock.receipt.rolled else None
    return receipts.received_on(work.now, calendar, closes)


def at_once_on(work: Work, case: Case) -> date:
    """Return the day on which an immediate item is to be done: that of complete materials.

    Source: Administrative Licensing Law, Art. 34(2) (decided on the spot); facts D-21.
    """
    cut_off = work.clock.receipt.cut_off
    if cut_off is None or case.completed_on != case.received_on:
        return case.completed_on
    calendar = work.calendar_of(case.lead_department, case.received_at)
    last = min(time.fromisoformat(cut_off), calendar.hours.closes)
    return receipts.received_on(case.received_at, calendar, last)


def acted_on(work: Work, case: Case) -> date:
    """Return the day that what is done with a case now, and the paper about it, bears.

    Source: Administrative Licensing Law, Art. 32; decision 137.
    """
    return receipts.acted_on(work.today, case.received_on, case.completed_on)
