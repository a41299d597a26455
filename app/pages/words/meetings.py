"""The words for meetings and coordination: what they are, how they stand, what came of them."""

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
    "coordination_state": {
        "open": _("Being coordinated"),
        "settled": _("Settled"),
        "void": _("Over: the case was decided or has ended"),
    },
    "coordination_outcome": {
        "followed": _("The objection is followed"),
        "not_followed": _("The objection is not followed"),
        "changed": _("The department gives another opinion"),
    },
    "coordination_step": {
        "begun": _("Handed to coordination"),
        "raised": _("Sent one rung up"),
        "passed": _("Not settled in time: one rung up"),
        "settled": _("Settled"),
        "void": _("Over: the case was decided or has ended"),
    },
}
"""The words by the kind they are of."""
