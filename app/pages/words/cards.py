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
    "close": _("Close the card"),
}
CARD_FAMILIES = {
    "nearing": _("The promised limit comes to its end"),
    "promised": _("The promised limit has passed"),
    "statutory": _("The statutory limit has passed"),
    "step": _("The limit of a step has passed"),
    "forwarding": _("A case was not sent upward in time"),
    "silence": _("A department gave no opinion in time"),
    "late_opinion": _("A late opinion was not given either"),
    "reply_notice": _("The applicant was not told in time of a reply from above"),
    "no_reason": _("Refused without a reason worth the name"),
    "quarter": _("Too many yellow cards in a quarter"),
    "by_hand": _("Found by a supervisor"),
}
CARD_FAMILIES_HELP = {
    "nearing": _("Before the promised limit of a case ends, while nothing is decided."),
    "promised": _("The promised limit of a case has ended, and nothing is decided."),
    "statutory": _("The statutory limit of a case has ended, and nothing is decided."),
    "step": _("The limit of a step has ended, and the step is not done."),
    "forwarding": _("A step that sends a case upward was not done in time; say which steps do."),
    "silence": _("A department gave no opinion within its limit, and its silence counted."),
    "late_opinion": _("An opinion still owed after that was not supplied within its limit either."),
    "reply_notice": _("A reply from above was recorded, and so told, later than the office says."),
    "no_reason": _("Somebody said no with a reason of too few characters."),
    "quarter": _("A department got so many yellow cards within one quarter."),
    "by_hand": _("Supervision gives the card by hand, with its reason, on the page of the case."),
}
CARDS = {
    "card_family_help": CARD_FAMILIES_HELP,
    "card_level": CARD_LEVELS,
    "card_state": CARD_STATES,
    "card_deed": CARD_DEEDS,
    "card_family": CARD_FAMILIES,
}
