"""What stands on papers of one kind, besides the case and its limits."""

from datetime import date

from app.storage.case import papers
from app.storage.office import departments
from app.usecases.moving import limits
from app.usecases.moving.moved import Moved
from engine.people import APPLICANT
from engine.rules import deadlines as rules

CERTIFICATES = "certificates"
DELIVERED = ("GRANT_DECISION", "REFUSAL_DECISION", "CERTIFICATE")
"""What a delivery record says was handed over."""


def process_behind(moved: Moved) -> dict[str, object]:
    """Return the process whose steps a notice of acceptance publishes, and whether all is done."""
    at_once = {"at_once": True} if moved.case.handling_kind == limits.IMMEDIATE else {}
    return {"process": [moved.case.process, moved.case.version], **at_once}


def missed(moved: Moved) -> dict[str, object]:
    """Return who missed which step, by which rule that counts, and what is still owed."""
    silence, task = moved.silence, moved.answered
    if silence is None or task is None:
        return {}
    session = moved.work.session
    return {
        "department": departments.name_of(session, silence.department, task.role),
        "holder": silence.holder_name,
        "step": task.name,
        "kind": silence.kind,
        "outcome": silence.outcome,
        "due_on": iso(silence.due_on),
        "basis": silence.basis,
        "owed_on": iso(silence.owed_on),
    }


def reply(moved: Moved) -> dict[str, object]:
    """Return until when the applicant has to correct, and whether that day may still move."""
    due_on = _reply_due_on(moved)
    may_move = due_on is not None and moved.calendar.provisional(due_on)
    return {"reply_due_on": iso(due_on), "provisional": may_move}


def _reply_due_on(moved: Moved) -> date | None:
    """Return the last day to correct: of the limit in days drawn on the applicant's task."""
    if not any(task.role == APPLICANT for task in moved.change.opened):
        return None
    calendar = moved.calendar
    drawn = (one for one in moved.change.started if one.rule.in_days)
    due = [rules.due_at(one.rule, one.from_, calendar) for one in drawn]
    return rules.last_day(min(due)) if due else None


def delivered(moved: Moved) -> list[dict[str, object]]:
    """Return number and kind of the papers that are handed over now."""
    rows = papers.of_case(moved.work.session, moved.case.id)
    return [
        {"number": row.number, "kind": row.kind, "title": row.content.get("title")}
        for row in rows
        if row.kind in DELIVERED
    ]


def certificates(moved: Moved) -> list[str]:
    """Return the certificates of the package, by the words of the form that named them."""
    if moved.answered is None:
        return []
    form = moved.work.form_of(moved.answered, moved.case)
    asked = form.field(CERTIFICATES) if form is not None else None
    picked = (moved.answered.answers or {}).get(CERTIFICATES, [])
    return [one.label.text for one in asked.options if one.value in picked] if asked else []


def iso(day: date | None) -> str | None:
    """Return a day as papers keep it."""
    return day.isoformat() if day is not None else None
