"""The words for changes of the calendar: what they are, how they stand, what cases do."""

from flask_babel import lazy_gettext as _

CALENDAR_CHANGES = {
    "notice": _("Table of a year"),
    "override": _("Rest or working day of our own"),
    "outage": _("Declared outage"),
    "hours": _("Office hours"),
    "regions": _("Regions of departments"),
    "lifted": _("Decision lifted"),
}
CALENDAR_STATES = {
    "proposed": _("Proposed"),
    "in_force": _("In force"),
    "discarded": _("Discarded"),
}
CALENDAR_RUNNING = {
    "move": _("They follow, but never to an earlier date than announced"),
    "keep": _("They keep the dates they were told"),
}
CALENDAR = {
    "calendar_change": CALENDAR_CHANGES,
    "calendar_state": CALENDAR_STATES,
    "calendar_running": CALENDAR_RUNNING,
}
