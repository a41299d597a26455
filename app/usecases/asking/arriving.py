"""The day a reply of an authority above came in, which is not always the day it is recorded."""

from datetime import date

from app.storage.joint.questions import HIGHER, Question
from app.usecases.work import Work
from engine.errors import Fault
from engine.rules.deadlines import OFFICE_ZONE

PLACE = "came_on"


def body_id(question: Question) -> str:
    """Return as whom a body without an account answers a question."""
    return f"body:{question.id}"


def faults(work: Work, question: Question, came_on: date | None) -> list[Fault]:
    """Return what is wrong with the day somebody says a reply came in.

    An authority that answers by its link answers today.

    Source: decision 201.
    """
    recorded = question.addressee == HIGHER and work.actor.id != body_id(question)
    if not recorded and came_on is not None:
        message = "Only of a reply that is recorded for a higher authority is said when it came in."
        return [Fault(PLACE, "question.no_receipt", message)]
    if not recorded:
        return []
    if came_on is None:
        return [Fault(PLACE, "question.no_day", "Say on which day the reply came in.")]
    reported_on = question.asked_at.astimezone(OFFICE_ZONE).date()
    if not reported_on <= came_on <= work.today:
        message = "It came in between the day it was reported, %(first)s, and today."
        params = {"first": reported_on.isoformat()}
        return [Fault(PLACE, "question.wrong_day", message, params)]
    return []


def day(work: Work, question: Question, came_on: date | None) -> date | None:
    """Return the day a reply from above came in; nothing of other answers."""
    return (came_on or work.today) if question.addressee == HIGHER else None
