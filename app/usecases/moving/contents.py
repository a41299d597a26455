"""What stands on a paper, kept from the moment it is issued."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from app.usecases.moving import decided, particulars, reasons, receipts
from app.usecases.moving.moved import Moved
from engine.change import Paper as Produced
from engine.rules.deadlines import OFFICE_ZONE

RECEIPT, CORRECTION_NOTICE, DELIVERY_RECORD = "RECEIPT", "CORRECTION_NOTICE", "DELIVERY_RECORD"
ACCEPTANCE_NOTICE = "ACCEPTANCE_NOTICE"
NON_ACCEPTANCE, REFUSAL_DECISION = "NON_ACCEPTANCE", "REFUSAL_DECISION"
CERTIFICATE = "CERTIFICATE"
DEFAULT_NOTICE, INFO_SHEET = "DEFAULT_NOTICE", "INFO_SHEET"
OVERRIDE_NOTICE = "OVERRIDE_NOTICE"


def content_of(moved: Moved, produced: Produced) -> dict[str, object]:
    """Return everything that a paper says: the case, its limits, and the answer behind it."""
    case, item = moved.case, moved.case.item
    return {
        "case": case.number,
        "item": item["name"],
        "item_code": item["code"],
        "applicant": case.applicant_name,
        "id_number": case.applicant.get("id_number", ""),
        "received_on": particulars.iso(case.received_on),
        "received_at": case.received_at.astimezone(OFFICE_ZONE).isoformat(),
        "accepted_on": particulars.iso(case.accepted_on),
        "decided_on": particulars.iso(case.decided_on),
        "statutory_days": item["statutory_days"],
        "promised_days": item["promised_days"],
        "statutory_due_on": particulars.iso(case.statutory_due_on),
        "promised_due_on": particulars.iso(case.promised_due_on),
        "provisional": case.provisional,
        "fee": item.get("fee"),
        "deemed": _deemed(moved),
        "answers": _answers_behind(moved),
        "actor": moved.work.actor.name,
        **_of_kind(moved, produced.kind),
        **_drawn(moved, produced.step),
    }


def _deemed(moved: Moved) -> bool:
    """Whether nobody decided to accept: a limit passed, and the law does.

    Source: Administrative Licensing Law, Art. 32(1)(4).
    """
    reached = [one for one in moved.change.milestones if one.kind == "accepted"]
    return any(one.as_of == "receipt" or moved.passed is not None for one in reached)


def _drawn(moved: Moved, step: str) -> dict[str, object]:
    """Return the title and the legal basis of a paper where its element says them.

    Source: docs/decisions/0161-a-special-law-wins-over-the-kind-of-handling.md.
    """
    found = moved.work.process(moved.case.process_digest).steps.get(step)
    settings = found.settings if found is not None else {}
    return {name: settings[said] for name, said in _SAID.items() if settings.get(said)}


def _of_kind(moved: Moved, kind: str) -> dict[str, object]:
    return _OF_KINDS[kind](moved) if kind in _OF_KINDS else {}


def _answers_behind(moved: Moved) -> dict[str, object]:
    """The answer that led to the paper: the points of a correction, the ground of a refusal."""
    if moved.answered is None or moved.answered.answers is None:
        return {}
    return dict(moved.answered.answers)


_SAID = MappingProxyType(
    {"title": "paperTitle", "title_en": "paperTitle_en", "basis": "paperBasis"}
)
"""What the element of a paper may say on it, by its name there and the setting."""
_OF_KINDS: Mapping[str, Callable[[Moved], dict[str, object]]] = MappingProxyType(
    {
        RECEIPT: receipts.told,
        ACCEPTANCE_NOTICE: particulars.process_behind,
        CORRECTION_NOTICE: particulars.reply,
        INFO_SHEET: lambda moved: {"told": decided.told(moved)},
        DELIVERY_RECORD: lambda moved: {"delivered": particulars.delivered(moved)},
        CERTIFICATE: lambda moved: {"certificates": particulars.certificates(moved)},
        NON_ACCEPTANCE: lambda moved: {"reasons": decided.grounds(moved)},
        DEFAULT_NOTICE: lambda moved: {"missed": particulars.missed(moved)},
        OVERRIDE_NOTICE: lambda moved: {"objections": reasons.not_followed(moved)},
        REFUSAL_DECISION: lambda moved: {"reasons": reasons.of_departments(moved)},
    }
)
"""What stands on a paper besides the case, by its kind."""
