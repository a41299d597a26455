"""What stands on a paper, kept from the moment it is issued."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from app.storage import departments, papers
from app.storage.items import Item
from app.usecases.moving import limits, reasons
from app.usecases.moving.moved import Moved
from engine.change import Paper as Produced
from engine.people import APPLICANT
from engine.rules import deadlines as rules
from engine.rules.deadlines import OFFICE_ZONE

RECEIPT, CORRECTION_NOTICE, DELIVERY_RECORD = "RECEIPT", "CORRECTION_NOTICE", "DELIVERY_RECORD"
ACCEPTANCE_NOTICE = "ACCEPTANCE_NOTICE"
NON_ACCEPTANCE, REFUSAL_DECISION = "NON_ACCEPTANCE", "REFUSAL_DECISION"
CERTIFICATE, CERTIFICATES = "CERTIFICATE", "certificates"
DEFAULT_NOTICE = "DEFAULT_NOTICE"
DELIVERED = ("GRANT_DECISION", "REFUSAL_DECISION", "CERTIFICATE")
"""What a delivery record says was handed over."""


def content_of(moved: Moved, produced: Produced) -> dict[str, object]:
    """Return everything that a paper says: the case, its limits, and the answer behind it."""
    case, item = moved.case, moved.case.item
    return {
        "case": case.number,
        "item": item["name"],
        "item_code": item["code"],
        "applicant": case.applicant_name,
        "id_number": case.applicant.get("id_number", ""),
        "received_on": _iso(case.received_on),
        "received_at": case.received_at.astimezone(OFFICE_ZONE).isoformat(),
        "accepted_on": _iso(case.accepted_on),
        "decided_on": _iso(case.decided_on),
        "statutory_days": item["statutory_days"],
        "promised_days": item["promised_days"],
        "statutory_due_on": _iso(case.statutory_due_on),
        "promised_due_on": _iso(case.promised_due_on),
        "provisional": case.provisional,
        "fee": item.get("fee"),
        "deemed": any(one.as_of == "receipt" for one in moved.change.milestones),
        "answers": _answers_behind(moved),
        "actor": moved.work.actor.name,
        **_of_kind(moved, produced.kind),
    }


def _of_kind(moved: Moved, kind: str) -> dict[str, object]:
    return _OF_KINDS[kind](moved) if kind in _OF_KINDS else {}


def _process_behind(moved: Moved) -> dict[str, object]:
    """Return the process whose steps a notice of acceptance publishes, and whether all is done."""
    at_once = {"at_once": True} if moved.case.handling_kind == limits.IMMEDIATE else {}
    return {"process": [moved.case.process, moved.case.version], **at_once}


def _missed(moved: Moved) -> dict[str, object]:
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
        "due_on": _iso(silence.due_on),
        "basis": silence.basis,
        "owed_on": _iso(silence.owed_on),
    }


def _answers_behind(moved: Moved) -> dict[str, object]:
    """The answer that led to the paper: the points of a correction, the ground of a refusal."""
    if moved.answered is None or moved.answered.answers is None:
        return {}
    return dict(moved.answered.answers)


def _handed_in(moved: Moved) -> list[dict[str, object]]:
    """Return the materials received, as the item's list names them."""
    codes = Counter(moved.files)
    item = moved.work.session.get_one(Item, moved.case.item_code)
    return [
        {"name": one["name"], "original": one["original"], "count": codes[one["code"]]}
        for one in item.materials
        if one["code"] in codes
    ]


def _reply(moved: Moved, due_on: date | None) -> dict[str, object]:
    may_move = due_on is not None and moved.calendar.provisional(due_on)
    return {"reply_due_on": _iso(due_on), "provisional": may_move}


def _reply_due_on(moved: Moved) -> date | None:
    """Return the last day to correct: of the limit in days drawn on the applicant's task."""
    if not any(task.role == APPLICANT for task in moved.change.opened):
        return None
    calendar = moved.calendar
    drawn = (one for one in moved.change.started if one.rule.in_days)
    due = [rules.due_at(one.rule, one.from_, calendar) for one in drawn]
    return rules.last_day(min(due)) if due else None


def _delivered(moved: Moved) -> list[dict[str, object]]:
    """Return number and kind of the papers that are handed over now."""
    rows = papers.of_case(moved.work.session, moved.case.id)
    return [{"number": row.number, "kind": row.kind} for row in rows if row.kind in DELIVERED]


def _certificates(moved: Moved) -> list[str]:
    """Return the certificates of the package, by the words of the form that named them."""
    if moved.answered is None:
        return []
    form = moved.work.form_of(moved.answered, moved.case)
    asked = form.field(CERTIFICATES) if form is not None else None
    picked = (moved.answered.answers or {}).get(CERTIFICATES, [])
    return [one.label.text for one in asked.options if one.value in picked] if asked else []


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


_OF_KINDS: Mapping[str, Callable[[Moved], dict[str, object]]] = MappingProxyType(
    {
        RECEIPT: lambda moved: {"materials": _handed_in(moved)},
        ACCEPTANCE_NOTICE: _process_behind,
        CORRECTION_NOTICE: lambda moved: _reply(moved, _reply_due_on(moved)),
        DELIVERY_RECORD: lambda moved: {"delivered": _delivered(moved)},
        CERTIFICATE: lambda moved: {"certificates": _certificates(moved)},
        NON_ACCEPTANCE: lambda moved: {"reasons": reasons.of_decisions(moved)},
        DEFAULT_NOTICE: lambda moved: {"missed": _missed(moved)},
        REFUSAL_DECISION: lambda moved: {"reasons": reasons.of_departments(moved)},
    }
)
"""What stands on a paper besides the case, by its kind."""
