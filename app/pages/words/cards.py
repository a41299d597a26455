"""The words for cards of supervision: how grave, how they stand, what is done, what gives one."""

from flask_babel import lazy_gettext as _

CARD_LEVELS = {
    "prewarning": _("Pre-warning"),
    "yellow": _("Yellow card"),
    "red": _("Red card"),
}
CARD_STATES = {
    "given": _("To be answered"),
    "answered": _("Answered"),
    "urged": _("Urged"),
    "rectifying": _("To be rectified"),
    "appealed": _("Appealed against"),
    "upheld": _("Upheld"),
    "removed": _("Taken off"),
    "closed": _("Closed"),
}
CARD_DEEDS = {
    "given": _("Given"),
    "answer": _("Answer"),
    "urge": _("Urge"),
    "return": _("Send back"),
    "appeal": _("Appeal"),
    "uphold": _("Uphold"),
    "remove": _("Take off"),
    "close": _("Close"),
}
CARD_FAMILIES = {
    "nearing": _("The promised limit comes to its end"),
    "promised": _("The promised limit has passed"),
    "statutory": _("The statutory limit has passed"),
    "step": _("The limit of a step has passed"),
    "forwarding": _("A case was not sent upward in time"),
    "silence": _("A department gave no opinion in time"),
    "late_opinion": _("A late opinion was not given either"),
    "no_reason": _("Refused without a reason worth the name"),
    "quarter": _("Too many yellow cards in a quarter"),
    "by_hand": _("Found by a supervisor"),
}
CARDS = {
    "card_level": CARD_LEVELS,
    "card_state": CARD_STATES,
    "card_deed": CARD_DEEDS,
    "card_family": CARD_FAMILIES,
}
