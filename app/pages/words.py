"""The words of the office for what is stored as codes, and the shapes of dates on pages."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask import Flask
from flask_babel import format_date, format_datetime, gettext, ngettext
from flask_babel import lazy_gettext as _

from app.i18n import language

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
PAPERS = {
    "RECEIPT": _("Receipt of application materials"),
    "CORRECTION_NOTICE": _("Notice to correct materials"),
    "ACCEPTANCE_NOTICE": _("Notice of acceptance"),
    "NON_ACCEPTANCE": _("Notice of non-acceptance"),
    "DELIVERY_RECORD": _("Delivery record"),
    "GRANT_DECISION": _("Decision to grant the licence"),
    "REFUSAL_DECISION": _("Decision to refuse the licence"),
    "SPECIAL_PROCEDURE_NOTICE": _("Notice of special procedure"),
    "EXTENSION_NOTICE": _("Notice of extension"),
    "CERTIFICATE": _("Certificate"),
    "RETURN_NOTICE": _("Notice of return"),
    "TERMINATE_NOTICE": _("Notice of termination"),
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
}
LIMITS = {
    "promised": _("Promised limit"),
    "statutory": _("Statutory limit"),
    "step": _("Limit of the step"),
    "timer": _("Timer of the process"),
    "silence": _("Limit after which silence counts as an answer"),
}
LIMIT_STATES = {
    "running": _("Running"),
    "met": _("Kept"),
    "fired": _("Passed"),
    "cancelled": _("Cancelled"),
    "replaced": _("Recalculated"),
}
PUBLICATIONS = {
    "basis": _("Legal basis"),
    "conditions": _("Conditions"),
    "procedure": _("Procedure"),
    "materials": _("Materials to hand in"),
    "limits": _("Time limits"),
    "fee": _("Fees"),
    "sample": _("Sample forms"),
    "contact": _("Place, hours, questions and complaints"),
}
HANDLING_KINDS = {
    "immediate": _("Immediate case"),
    "committed": _("Committed case"),
    "joint": _("Joint case"),
}
CHOICES = {
    "state": STATES,
    "light": LIGHTS,
    "opinion": OPINIONS,
    "paper": PAPERS,
    "ground": GROUNDS,
    "handling_kind": HANDLING_KINDS,
    "limit": LIMITS,
    "limit_state": LIMIT_STATES,
    "publication": PUBLICATIONS,
}


def word(code: str | None, kind: str) -> str:
    """Return the word of the office for a stored code; an unknown code is shown as it is.

    :param kind: a key of ``CHOICES``.
    """
    return str(CHOICES[kind].get(code or "", code or ""))


def day(value: date | datetime | None) -> str:
    """Return a day the way lists show it: 2026-03-02."""
    if value is None:
        return "—"
    if isinstance(value, datetime):
        return str(format_datetime(value, "yyyy-MM-dd"))
    return value.isoformat()


def long_day(value: date | None) -> str:
    """Return a day the way papers say it: 2026年3月2日."""
    return "—" if value is None else str(format_date(value, "long"))


def moment(value: datetime | None) -> str:
    """Return a moment in the office's zone: 2026-03-02 09:30."""
    return "—" if value is None else str(format_datetime(value, "yyyy-MM-dd HH:mm"))


def input_moment(value: datetime) -> str:
    """Return a moment the way a browser's date field wants it: 2026-03-02T09:30."""
    return str(format_datetime(value, "yyyy-MM-dd'T'HH:mm"))


def days_left(value: int | None) -> str:
    """Say how many working days are left; below zero, how many too many."""
    if value is None:
        return "—"
    if value == 0:
        return gettext("due today")
    if value < 0:
        return ngettext("%(num)d working day over", "%(num)d working days over", -value)
    return ngettext("%(num)d working day left", "%(num)d working days left", value)


def paper_day(value: date | str | None) -> str:
    """Return a day as papers write it, whatever the language of the page: 2026年3月2日.

    >>> paper_day("2026-03-02")
    '2026年3月2日'
    """
    if not value:
        return "　　年　月　日"
    on = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return f"{on.year}年{on.month}月{on.day}日"


def code_and_name(thing: Any) -> tuple[str, str]:
    """Return what a list to choose from needs of a department, a role or an item."""
    return str(thing.code), labelled(thing, "name")


def day_reason(why: str) -> str:
    """Say why a day counts or does not, in the words of the office."""
    return gettext(why)


def labelled(thing: Any, member: str = "label") -> str:
    """Return what a designer wrote: Chinese as written, English where given and asked for.

    :param thing: a component of a form, one of its choices, an item, a department …
    """
    if language() == "en":
        english = pick(thing, f"{member}_en") or pick(pick(thing, "properties"), f"{member}_en")
        if english:
            return str(english)
    return str(pick(thing, member) or "")


def pick(thing: Any, member: str) -> Any:
    """Return a member of a mapping or an attribute of an object; ``None`` where absent."""
    if isinstance(thing, Mapping):
        return thing.get(member)
    return getattr(thing, member, None)


def install(app: Flask) -> None:
    """Give the templates these words."""
    for shown in (
        word,
        day,
        long_day,
        moment,
        input_moment,
        days_left,
        labelled,
        pick,
        paper_day,
        code_and_name,
        day_reason,
    ):
        app.jinja_env.filters[shown.__name__] = shown
    app.jinja_env.globals["choices"] = CHOICES
