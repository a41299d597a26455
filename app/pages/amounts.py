"""Limits and what their days add up to, in words."""

from flask_babel import gettext, ngettext

from engine.rules.cycles import Cycle
from engine.rules.durations import Duration
from engine.rules.leads import HoursLeft
from engine.rules.timers import Rule

KILOBYTE = 1024


def rule_said(rule: Rule) -> str:
    """Return a rule in words."""
    match rule.kind:
        case "duration":
            return gettext("%(span)s of calendar time", span=_span(Duration.parse(rule.value)))
        case "cycle":
            return _turn_said(Cycle.parse(rule.value))
        case "instant":
            return gettext("a moment that the process itself names")
        case "hours_left":
            lead = HoursLeft.parse(rule.value)
            told = {"hours": lead.hours, "limit": rule_said(lead.limit)}
            return gettext("%(hours)s office hours before the end of %(limit)s", **told)
        case "closing":
            return _closing_said(int(rule.value))
        case "nth_working_day":
            return gettext("the beginning of working day %(number)s", number=rule.value)
        case _:
            return _number(int(rule.value), rule.kind)


def file_size(size: int) -> str:
    """Return how large a file is, in words."""
    if size < KILOBYTE:
        return gettext("%(size)s bytes", size=size)
    if size < KILOBYTE**2:
        return f"{size / KILOBYTE:.0f} KB"
    return f"{size / KILOBYTE**2:.1f} MB"


def counting_said(rule: Rule) -> str:
    """Return how the days, or the hours, of a rule are counted, in words."""
    match rule.kind:
        case "closing":
            return gettext("The day itself is the first; the last ends when the office closes.")
        case "working_hours":
            return gettext("Only office hours count, from the next full minute on.")
        case "half_days":
            return gettext(
                "The half day it begins in does not count; the last ends with its hours."
            )
        case _:
            return gettext("The day that starts a limit is not counted; the last ends at midnight.")


def _closing_said(number: int) -> str:
    if number == 1:
        return gettext("the close of business of the same day")
    return gettext("the close of business of working day %(number)s", number=number)


def _turn_said(cycle: Cycle) -> str:
    span = cycle.span
    said = rule_said(span) if isinstance(span, Rule) else _span(span)
    told = {"turn": cycle.turn, "turns": cycle.turns, "span": said}
    return gettext("turn %(turn)s of %(turns)s, one each %(span)s", **told)


def amount_said(amount: int, unit: str) -> str:
    """Return what days add up to, in words."""
    if unit != "minutes":
        return _number(amount, unit) if unit else ""
    hours, minutes = divmod(amount, 60)
    parts = [_number(hours, "working_hours")] if hours or not minutes else []
    return " ".join(parts + ([_number(minutes, "minutes")] if minutes else []))


def _span(duration: Duration) -> str:
    seconds = duration.time.seconds
    parts = {
        "months": duration.months,
        "natural_days": duration.time.days,
        "hours": seconds // 3600,
        "minutes": seconds % 3600 // 60,
    }
    return " ".join(_number(count, unit) for unit, count in parts.items() if count)


def _number(num: int, unit: str) -> str:
    match unit:
        case "working_days":
            return ngettext("%(num)d working day", "%(num)d working days", num)
        case "natural_days":
            return ngettext("%(num)d natural day", "%(num)d natural days", num)
        case "months":
            return ngettext("%(num)d month", "%(num)d months", num)
        case "half_days":
            return ngettext("%(num)d half working day", "%(num)d half working days", num)
        case "working_hours":
            return ngettext("%(num)d office hour", "%(num)d office hours", num)
        case "hours":
            return ngettext("%(num)d hour", "%(num)d hours", num)
        case _:
            return ngettext("%(num)d minute", "%(num)d minutes", num)
