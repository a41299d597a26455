"""The list of cards as a table."""

from typing import Any

from flask_babel import gettext
from marshmallow import EXCLUDE

from app.pages.english import of_rule, of_steps
from app.pages.showing import day, labelled, moment
from app.pages.staff.cards.page import who
from app.pages.staff.lists.exporting import ROWS, as_text, filter_said, safe
from app.pages.staff.naming import Names, names
from app.pages.words import word
from app.shapes.supervision.cards import CardsWanted
from app.storage.supervision import card_lists
from app.storage.supervision.card_lists import Wanted
from app.storage.supervision.cards import Card
from app.usecases.exporting.tables import Part, Sent, Table
from app.usecases.work import Work


def _wanted(sent: Sent, after: list[Any] | None = None) -> Wanted:
    asked = CardsWanted(unknown=EXCLUDE, exclude=("limit", "after")).load(dict(sent))
    return Wanted.of({**asked, "after": after, "limit": ROWS})


def _part(work: Work, sent: Sent, after: list[Any] | None) -> Part:
    found = card_lists.listed(work.session, work.actor, _wanted(sent, after))
    office, shown = names(work), found[:ROWS]
    steps, more = of_steps(work, shown), len(found) > ROWS
    return Part(
        [_cells(card, steps[card.id], office) for card in shown],
        card_lists.key_of(shown[-1]) if more else None,
    )


def _count(work: Work, sent: Sent, most: int) -> int:
    return card_lists.counted(work.session, work.actor, _wanted(sent), most)


def _said(work: Work, sent: Sent) -> str:
    return filter_said(
        {
            gettext("Level"): word(sent.get("level"), "card_level"),
            gettext("State"): word(sent.get("state"), "card_state"),
            gettext("Department"): names(work).department(sent.get("department")),
            gettext("Rule"): _rule(work, sent.get("rule", "")),
            gettext("Case number"): sent.get("case", ""),
            gettext("Given from"): sent.get("from", ""),
            gettext("Given until"): sent.get("to", ""),
            gettext("Only mine"): gettext("yes") if sent.get("mine") else "",
        }
    )


def _rule(work: Work, code: str) -> str:
    return next((labelled(rule, "name") for rule in work.rulebook.rules if rule.code == code), code)


def _heading() -> list[str]:
    return [
        gettext("Level"), gettext("Rule"), gettext("Case number"), gettext("Step"),
        gettext("Last day"), gettext("Responsible"), gettext("Fell"), gettext("Given"),
        gettext("Answer until"), gettext("State"), gettext("Paper"), gettext("Basis"),
    ]  # fmt: skip


def _cells(card: Card, step: str, names: Names) -> list[str]:
    return [
        word(card.level, "card_level"),
        safe(of_rule(card.rule_name)),
        as_text(card.case_number),
        safe(step),
        day(card.limit_due_on) if card.limit_due_on else "",
        safe(who(card, names)),
        moment(card.fell_at),
        moment(card.given_at),
        day(card.term_on) if card.term_on else "",
        word(card.state, "card_state"),
        as_text(card.paper or ""),
        safe(card.basis),
    ]


TABLE = Table("cards", _heading, _part, _count, _said)
