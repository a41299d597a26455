"""What people read for the codes of jobs, letters, messages and exports."""

from flask_babel import lazy_gettext as _

EXPORTS = {"cases": _("Cases"), "due_soon": _("Ending soon"), "cards": _("Supervision cards")}
EXPORT_STATES = {
    "waiting": _("Waiting to be made"),
    "making": _("Being made"),
    "ready": _("Ready"),
    "failed": _("Failed"),
    "dropped": _("Given up"),
    "expired": _("Expired"),
}
DUE_SCOPES = {
    "mine": _("What I hold"),
    "department": _("My department"),
    "seen": _("All cases I may see"),
}
JOB_STATES = {
    "open": _("Waiting"),
    "running": _("Being done"),
    "failed": _("Failed"),
    "done": _("Done"),
    "cancelled": _("No longer wanted"),
}
LETTER_STATES = {
    "open": _("To be sent"),
    "running": _("Being sent"),
    "failed": _("Failed"),
    "sent": _("Sent"),
    "dropped": _("Dropped"),
}
CHANNELS = {"email": _("E-mail"), "sms": _("SMS")}
MESSAGE_STATES = {
    "waiting": _("Nobody waits for it yet"),
    "underway": _("On its way"),
    "delivered": _("Has arrived"),
    "expired": _("Expired"),
}
MESSAGE_KINDS = {
    "message": _("Message"),
    "signal": _("Signal"),
}
ARRIVALS = {
    "pending": _("on its way"),
    "done": _("arrived"),
    "missed": _("came too late"),
}
RESOLUTIONS = {
    "retried": _("tried again"),
    "settled": _("nobody waits for it any more"),
    "through": _("letters get through again"),
    "nothing_held": _("nothing had to wait"),
    "decided": _("decided about"),
}
BEATS = {
    "serve": _("Server with its clock"),
    "tick": _("Command flask tick"),
    "worker": _("Worker"),
    "restore": _("Restored from a backup"),
}
MACHINES = {
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
}
"""The words by the kind they are of."""
