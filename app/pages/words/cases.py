"""The words for a case: how it stands, what was said in it, what was handed out."""

from flask_babel import lazy_gettext as _

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
MILESTONES = {
    "accepted": _("Acceptance"),
    "decided": _("Decision"),
    "delivered": _("Delivery"),
}
HANDLING_KINDS = {
    "immediate": _("Immediate case"),
    "committed": _("Committed case"),
    "joint": _("Joint case"),
    "report_up": _("Case reported up"),
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
CELLS = {
    "not_yet": _("Not asked yet"),
    "waiting": _("To be claimed"),
    "claimed": _("In hand"),
    "paused": _("Clock stopped"),
    "done": _("Done"),
    "silent": _("No answer in time"),
    "handed_on": _("Handed on, no answer"),
    "withdrawn": _("Asked no more"),
    "returned": _("Sent back"),
    "taken_back": _("To be done again"),
}
ADDRESSEES = {
    "lead": _("Lead department"),
    "department": _("Another department"),
    "applicant": _("Applicant"),
    "body": _("Outside body"),
    "higher": _("Higher authority"),
}
QUESTION_STATES = {
    "answered": _("Answered"),
    "withdrawn": _("Taken back"),
    "over": _("Over with its task"),
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
    "TOLERANCE_PROMISE": _("Acceptance with a promise"),
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
    "OVERRIDE_NOTICE": _("Notice that an objection is not followed"),
    "JOINT_MINUTES": _("Minutes of the joint meeting"),
    "JOINT_SURVEY": _("Record of the joint survey"),
    "COORDINATION_OPINION": _("Opinion of the coordination"),
    "YELLOW_CARD_NOTICE": _("Yellow card: warning"),
    "RED_CARD_NOTICE": _("Red card: order to correct"),
    "URGING_NOTICE": _("Notice of urging"),
    "RECTIFICATION_NOTICE": _("Notice to rectify"),
    "CARD_REMOVAL": _("Decision to take a card off"),
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
CASES = {
    "state": STATES,
    "opinion": OPINIONS,
    "cell": CELLS,
    "addressee": ADDRESSEES,
    "question": QUESTION_STATES,
    "missed": MISSED,
    "missed_outcome": MISSED_OUTCOMES,
    "paper": PAPERS,
    "milestone": MILESTONES,
    "handling_kind": HANDLING_KINDS,
    "publication": PUBLICATIONS,
}
"""The words by the kind they are of."""
