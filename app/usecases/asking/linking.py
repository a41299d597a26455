"""Until when a link lets a body without an account answer."""

from app.storage.case.cases import Case
from app.storage.joint.questions import HIGHER, Question
from app.usecases.work import Work
from engine.rules import deadlines as rules


def link(work: Work, case: Case, question: Question) -> None:
    """Let a question be answered by a link, for as many working days as the office says."""
    calendar = work.calendar_of(case.lead_department)
    above = question.addressee == HIGHER
    days = work.clock.upward.link_days if above else work.clock.consulting.valid_days
    last = calendar.add(work.today, days)
    question.links = (question.links or 0) + 1
    question.link_until = rules.passes_at(last)
