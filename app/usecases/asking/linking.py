"""Until when a link lets a body without an account answer."""

from app.storage.cases import Case
from app.storage.questions import Question
from app.usecases.work import Work
from engine.rules import deadlines as rules


def link(work: Work, case: Case, question: Question) -> None:
    """Let a question be answered by a link, for as many working days as the office says."""
    calendar = work.calendar_of(case.lead_department)
    last = calendar.add(work.today, work.clock.consulting.valid_days)
    question.links = (question.links or 0) + 1
    question.link_until = rules.passes_at(last)
