"""The words of the office for what is stored as codes."""

from flask_babel import lazy_gettext as _

from app.pages.calendar_words import CALENDAR
from app.pages.card_words import CARDS
from app.pages.facts import FACTS
from app.pages.machine_words import (
    ARRIVALS,
    CHANNELS,
    DUE_SCOPES,
    EXPORT_STATES,
    EXPORTS,
    JOB_STATES,
    LETTER_STATES,
    MESSAGE_KINDS,
    MESSAGE_STATES,
)

STATES = {
    "draft": _("Draft"),
    "submitted": _("Submitted"),
    "awaiting_correction": _("Awaiting correction"),
    "accepted": _("Accepted"),
    "in_review": _("In review"),
    "suspended": _("Clock stopped"),
    "decided": _("Decided"),
    "issued": _("Certificate issued"),
    "delivered": _("Delivered"),
    "archived": _("Archived"),
    "not_required": _("No licence needed"),
    "not_accepted": _("Not accepted"),
    "returned": _("Returned"),
    "withdrawn": _("Withdrawn"),
    "deemed_withdrawn": _("Deemed withdrawn"),
    "terminated": _("Terminated"),
    "granted": _("Granted"),
    "refused": _("Refused"),
    "partly_granted": _("Partly granted"),
}
LIGHTS = {
    "green": _("On time"),
    "yellow": _("Due soon"),
    "red": _("Overdue"),
    "none": _("No limit"),
}
OPINIONS = {
    "agree": _("Agree"),
    "agree_with_conditions": _("Agree with conditions"),
    "disagree": _("Disagree"),
    "not_ours": _("Not our responsibility"),
    "go_upward": _("Must go to the higher authority"),
    "deemed_agree": _("Deemed agreed (no answer in time)"),
    "absent_agree": _("Deemed agreed (absent)"),
}
MISSED = {
    "silence": _("no answer in time"),
    "absence": _("absent"),
}
MISSED_OUTCOMES = {
    "agree": _("taken to agree"),
    "escalate": _("the head of the department was asked"),
    "lead": _("the lead department answers in its place"),
}
PAPERS = {
    "RECEIPT": _("Receipt of application materials"),
    "CORRECTION_NOTICE": _("Notice to correct materials"),
    "ACCEPTANCE_NOTICE": _("Notice of acceptance"),
    "NON_ACCEPTANCE": _("Notice of non-acceptance"),
    "DELIVERY_RECORD": _("Delivery record"),
    "INFO_SHEET": _("Information told at once"),
    "DISPATCH_SLIP": _("Dispatch slip to the departments"),
    "DEFAULT_NOTICE": _("Notice of default"),
    "GRANT_DECISION": _("Decision to grant the licence"),
    "REFUSAL_DECISION": _("Decision to refuse the licence"),
    "SPECIAL_PROCEDURE_NOTICE": _("Notice of special procedure"),
    "EXTENSION_NOTICE": _("Notice of extension"),
    "CERTIFICATE": _("Certificate"),
    "RETURN_NOTICE": _("Notice of return"),
    "TERMINATE_NOTICE": _("Notice of termination"),
    "YELLOW_CARD_NOTICE": _("Yellow card: warning"),
    "RED_CARD_NOTICE": _("Red card: order to correct"),
    "URGING_NOTICE": _("Notice of urging"),
    "RECTIFICATION_NOTICE": _("Notice to rectify"),
    "CARD_REMOVAL": _("Decision to take a card off"),
}
GROUNDS = {
    "hearing": _("Hearing"),
    "bidding": _("Bidding"),
    "auction": _("Auction"),
    "inspection": _("Inspection"),
    "testing": _("Testing"),
    "quarantine": _("Quarantine"),
    "appraisal": _("Appraisal"),
    "expert_review": _("Expert review"),
    "correction": _("Correction of materials"),
    "suspension": _("Suspension of the matter"),
    "outage": _("Declared outage"),
}
LIMITS = {
    "promised": _("Promised limit"),
    "statutory": _("Statutory limit"),
    "step": _("Limit of the step"),
    "timer": _("Timer of the process"),
    "pause": _("Planned end of a pause"),
    "acceptance": _("Decision on acceptance"),
    "forwarding": _("Report to the authority above"),
    "issue": _("Issue and delivery"),
    "hearing_request": _("Request for a hearing"),
    "hearing": _("Holding of the hearing"),
    "reply": _("Reply"),
    "payment": _("Payment"),
    "silence": _("Limit after which silence counts as an answer"),
    "absence": _("Limit after which absence counts as an answer"),
    "late_opinion": _("Limit for the opinion still owed"),
    "prewarning": _("Warning before the promised limit"),
    "card": _("Card, if nothing is done until then"),
    "step_card": _("Card, if the step is not done until then"),
    "urging": _("Urging, if a card is not answered until then"),
}
BASES = {
    "item: promised limit": _("The limit this office promises for the item"),
    "Administrative Licensing Law, Art. 42": _("Administrative Licensing Law, Art. 42"),
    "Administrative Licensing Law, Art. 43": _("Administrative Licensing Law, Art. 43"),
    "Administrative Licensing Law, Art. 44": _("Administrative Licensing Law, Art. 44"),
    "Administrative Licensing Law, Art. 45": _("Administrative Licensing Law, Art. 45"),
    "Administrative Licensing Law, Art. 82": _("Administrative Licensing Law, Art. 82"),
    "Civil Code, Art. 201": _("Civil Code, Art. 201"),
    "Civil Code, Art. 202": _("Civil Code, Art. 202"),
    "Civil Code, Art. 203": _("Civil Code, Art. 203"),
}
LIMIT_STATES = {
    "running": _("Running"),
    "paused": _("Clock stopped"),
    "met": _("Kept"),
    "fired": _("Passed"),
    "cancelled": _("Cancelled"),
    "replaced": _("Recalculated"),
}
RESOLUTIONS = {
    "retried": _("tried again"),
    "settled": _("nobody waits for it any more"),
    "nothing_held": _("nothing had to wait"),
    "decided": _("decided about"),
}
BEATS = {
    "serve": _("Server with its clock"),
    "tick": _("Command flask tick"),
    "worker": _("Worker"),
    "restore": _("Restored from a backup"),
}
PUBLICATIONS = {
    "service": _("What it is for"),
    "basis": _("Legal basis"),
    "conditions": _("Conditions"),
    "materials": _("Materials to hand in"),
    "procedure": _("Procedure"),
    "limits": _("Time limits"),
    "fee": _("Fees"),
    "result": _("What you receive"),
    "quantity": _("Limit of number"),
    "sample": _("Sample forms"),
    "contact": _("Place, hours, questions and complaints"),
}
HANDLING_KINDS = {
    "immediate": _("Immediate case"),
    "committed": _("Committed case"),
    "joint": _("Joint case"),
    "report_up": _("Case reported up"),
}
DAYS = {
    "start": _("the day it starts"),
    "working": _("working day"),
    "weekend": _("weekend"),
    "holiday": _("public holiday"),
    "makeup": _("make-up working day"),
    "paused": _("clock stopped"),
    "outage": _("declared outage"),
    "provisional_working": _("working day, provisional"),
    "provisional_weekend": _("weekend, provisional"),
    "provisional_holiday": _("public holiday, provisional"),
    "provisional_makeup": _("make-up working day, provisional"),
    "extended": _("day of the extension"),
    "rolled": _("moved here from a rest day"),
    "announced": _("announced before the calendar changed"),
}
DAY_KINDS = {
    "statutory_holiday": _("statutory holiday"),
    "rest": _("rest day of the notice"),
    "makeup_workday": _("make-up working day of the notice"),
    "local_rest": _("local rest day"),
    "local_workday": _("local working day"),
    "outage": _("declared outage"),
    "weekend": _("weekend day"),
}
LIMIT_RUNNING = {
    "move": _("They take the new limits over; no limit ends before today"),
    "keep": _("They keep the limits they were told; the new ones are for new cases"),
}
UNITS = {
    "working_days": _("working days"),
    "natural_days": _("natural days"),
    "months": _("months"),
    "working_hours": _("office hours"),
    "half_days": _("half working days"),
}
CHOICES = {
    "state": STATES,
    "light": LIGHTS,
    "opinion": OPINIONS,
    "missed": MISSED,
    "missed_outcome": MISSED_OUTCOMES,
    "paper": PAPERS,
    "ground": GROUNDS,
    "handling_kind": HANDLING_KINDS,
    "limit": LIMITS,
    **CARDS,
    "limit_state": LIMIT_STATES,
    "limit_running": LIMIT_RUNNING,
    "unit": UNITS,
    "resolution": RESOLUTIONS,
    "beat": BEATS,
    "job_state": JOB_STATES,
    "letter_state": LETTER_STATES,
    "channel": CHANNELS,
    "export": EXPORTS,
    "export_state": EXPORT_STATES,
    "due_scope": DUE_SCOPES,
    "message_state": MESSAGE_STATES,
    "message_kind": MESSAGE_KINDS,
    "arrival": ARRIVALS,
    "basis": BASES,
    "publication": PUBLICATIONS,
    "day": DAYS,
    "day_kind": DAY_KINDS,
    **CALENDAR,
    "fact": FACTS,
}


def word(code: str | None, kind: str) -> str:
    """Return the word of the office for a stored code; an unknown code is shown as it is.

    :param kind: a key of ``CHOICES``.
    """
    return str(CHOICES[kind].get(code or "", code or ""))
