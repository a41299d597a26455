"""The words of the office for what is stored as codes."""

from app.pages.facts import FACTS
from app.pages.words.calendar import CALENDAR
from app.pages.words.cards import CARDS
from app.pages.words.cases import CASES
from app.pages.words.limits import COUNTED
from app.pages.words.machines import MACHINES
from app.pages.words.meetings import MEETINGS
from app.unit_of_work import the_parts

CHOICES = {**CASES, **COUNTED, **CARDS, **CALENDAR, **MACHINES, **MEETINGS, "fact": FACTS}
"""The words by the kind they are of, and by their code."""


def word(code: str | None, kind: str) -> str:
    """Return the word of the office for a stored code; an unknown code is shown as it is.

    A ground of the office's own is called as its file says.

    :param kind: a key of ``CHOICES``.
    """
    if kind == "ground" and code not in CHOICES[kind]:
        own = the_parts().clock.grounds.get(code or "")
        return own.name if own is not None else code or ""
    return str(CHOICES[kind].get(code or "", code or ""))
