"""The words for meetings: what they are, how they stand, who answers and comes."""

from flask_babel import lazy_gettext as _

MEETINGS = {
    "meeting": {"meeting": _("Joint meeting"), "survey": _("Joint survey")},
    "meeting_state": {
        "planned": _("Planned"),
        "closed": _("Held"),
        "cancelled": _("Called off"),
        "void": _("Not held: the case has ended"),
    },
    "reply": {"accepted": _("Comes"), "declined": _("Cannot come")},
    "attendance": {
        "present": _("Present"),
        "excused": _("Absent with a valid reason"),
        "absent": _("Absent"),
    },
}
"""The words by the kind they are of."""
