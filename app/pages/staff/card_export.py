"""Lists of cards as CSV: opened by spreadsheets as they are, without running anything."""

from collections.abc import Iterable, Iterator

from flask_babel import gettext

from app.pages.showing import day, moment
from app.pages.staff.card_page import who
from app.pages.staff.exporting import as_text, safe, table
from app.pages.staff.naming import Names
from app.pages.words import word
from app.storage.cards import Card


def lines(rows: Iterable[Card], names: Names) -> Iterator[str]:
    """Yield the lines of a list of cards, the heading first, in UTF-8 with its mark."""
    yield from table(_heading(), (_cells(card, names) for card in rows))


def _heading() -> list[str]:
    return [
        gettext("Level"), gettext("Rule"), gettext("Case number"), gettext("Step"),
        gettext("Last day"), gettext("Responsible"), gettext("Fell"), gettext("Given"),
        gettext("Answer until"), gettext("State"), gettext("Paper"), gettext("Basis"),
    ]  # fmt: skip


def _cells(card: Card, names: Names) -> list[str]:
    return [
        word(card.level, "card_level"),
        safe(card.rule_name),
        as_text(card.case_number),
        safe(card.step_name or ""),
        day(card.limit_due_on) if card.limit_due_on else "",
        safe(who(card, names)),
        moment(card.fell_at),
        moment(card.given_at),
        day(card.term_on) if card.term_on else "",
        word(card.state, "card_state"),
        as_text(card.paper or ""),
        safe(card.basis),
    ]
