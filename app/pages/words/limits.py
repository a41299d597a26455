"""The words for limits: what they are for, how they are counted, how they stand."""

from flask_babel import lazy_gettext as _

LIGHTS = {
    "green": _("On time"),
    "yellow": _("Due soon"),
    "red": _("Overdue"),
    "none": _("No limit"),
}
REDATED = {
    "calendar": _("The calendar of working days was changed"),
    "limit": _("The limits of the item were changed"),
    "outage": _("The days of an outage do not count"),
    "pause": _("The clock of the case stands"),
    "resume": _("The clock of the case runs again"),
    "extension": _("The limit of the case was extended"),
}
LIMITS = {
    "promised": _("Promised limit"),
    "statutory": _("Statutory limit"),
    "step": _("Limit of the step"),
    "timer": _("Timer of the process"),
    "pause": _("Planned end of a pause"),
    "promised_material": _("Promised material"),
    "acceptance": _("Decision on acceptance"),
    "forwarding": _("Report to the authority above"),
    "upward": _("Sending a matter to the higher authority"),
    "reply_notice": _("Telling the applicant of the reply from above"),
    "issue": _("Issue and delivery"),
    "hearing_request": _("Request for a hearing"),
    "hearing": _("Holding of the hearing"),
    "reply": _("Reply"),
    "payment": _("Payment"),
    "silence": _("Limit after which silence counts as an answer"),
    "absence": _("Limit after which absence counts as an answer"),
    "late_opinion": _("Limit for the opinion still owed"),
    "minutes": _("Minutes of a meeting"),
    "coordination": _("Coordination on this rung"),
    "prewarning": _("Warning before the promised limit"),
    "card": _("Card, if nothing is done until then"),
    "step_card": _("Card, if the step is not done until then"),
    "urging": _("Urging, if a card is not answered until then"),
}
LIMIT_STATES = {
    "running": _("Running"),
    "paused": _("Clock stopped"),
    "met": _("Kept"),
    "fired": _("Passed"),
    "cancelled": _("Cancelled"),
    "replaced": _("Recalculated"),
}
LIMIT_RUNNING = {
    "move": _("They take the new limits over; no limit ends before today"),
    "keep": _("They keep the limits they were told; the new ones are for new cases"),
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
    "question": _("A question waits for its answer"),
    "upward": _("A matter waits for the higher authority"),
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
UNITS = {
    "working_days": _("working days"),
    "natural_days": _("natural days"),
    "months": _("months"),
    "working_hours": _("office hours"),
    "half_days": _("half working days"),
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
COUNTED = {
    "redated": REDATED,
    "light": LIGHTS,
    "ground": GROUNDS,
    "limit": LIMITS,
    "limit_state": LIMIT_STATES,
    "limit_running": LIMIT_RUNNING,
    "unit": UNITS,
    "basis": BASES,
    "day": DAYS,
    "day_kind": DAY_KINDS,
}
"""The words by the kind they are of."""
