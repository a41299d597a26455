"""The page of a card: what it is for, its date explained, what was done, what one may do now."""

from collections.abc import Sequence
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext

from app.i18n import told
from app.pages.english import of_steps
from app.pages.staff.naming import Names, names
from app.signin import signed_in
from app.storage.case.cases import Case
from app.storage.supervision import cards
from app.storage.supervision.cards import Card
from app.unit_of_work import look
from app.usecases.cards import handling
from app.usecases.counting.dates import OF_CASE
from app.usecases.work import Work
from engine.errors import Fault, NotAllowed
from engine.rules.card_states import (
    ANSWER,
    APPEAL,
    CLOSE,
    REMOVE,
    RETURN,
    UPHOLD,
    URGE,
    possible,
)

SUPERVISION = (URGE, RETURN, UPHOLD, REMOVE, CLOSE)


def page(
    card_id: str, faults: Sequence[Fault] = (), asked: str | None = None, words: str = ""
) -> str:
    """Return the page of a card.

    :param faults: what was wrong with a deed on it; ``asked`` is its dialog, ``words`` what was
        typed there.
    :raises NotFound: there is no such card, or none they may see.
    """
    with look(signed_in()) as work:
        card = cards.seen(work.session, card_id, work.actor)
        case = work.session.get_one(Case, card.case_id)
        office, (may, why_not) = names(work), rights(work, card, case)
        of_case = cards.of_case(work.session, case.id, work.actor)
        return render_template(
            "card.html",
            card=card,
            step=of_steps(work, [card])[card.id],
            case=case,
            who=who(card, office),
            told=[_group(group, office) for group in card.receivers],
            deeds=cards.deeds(work.session, card.id),
            warned=[one for one in of_case if cards.follows(card, one)],
            followed=[one for one in of_case if cards.follows(one, card)],
            why_url=_why(card),
            today=work.today,
            may=may,
            why_not=why_not,
            faults=faults,
            asked=asked,
            words=words,
        )


def chained(work: Work, found: Sequence[Card], office: Names) -> list[dict[str, Any]]:
    """Return the cards of a case, each with the warnings it was the first to follow on.

    Source: decision 146.
    """
    steps = of_steps(work, found)
    first = {
        one.id: next((card for card in found if cards.follows(card, one)), None) for one in found
    }
    rows = [
        {
            "card": card,
            "step": steps[card.id],
            "who": who(card, office),
            "warned": [one for one in found if first.get(one.id) is card],
        }
        for card in found
    ]
    return [row for row, card in zip(rows, found, strict=True) if first[card.id] is None]


def who(card: Card, office: Names) -> str:
    """Return who answers for a card: the department, and the person as named then."""
    department, _, role = card.group.rpartition("/")
    group = office.group(department or None, role)
    if card.person_name is None:
        return group
    return f"{office.department(card.department) or group} {card.person_name}"


def rights(work: Work, card: Card, case: Case) -> tuple[set[str], str]:
    """Return what the actor may do with a card now, and why not more."""
    may = set()
    if handling.may_answer(work, card):
        own = {ANSWER} | (set() if card.appealed_at else {APPEAL})
        may = {deed for deed in own if possible(card.state, deed)}
    if handling.SUPERVISOR not in work.actor.roles:
        return may, ""
    try:
        handling.may_supervise(work, card, case)
    except NotAllowed as refusal:
        return may, told(refusal)
    decided = {UPHOLD, REMOVE} if card.given_by == work.actor.id else set()
    possible_now = {deed for deed in SUPERVISION if possible(card.state, deed)}
    why = gettext("Who gave a card by hand does not decide whether it stays.") if decided else ""
    return may | (possible_now - decided), why


def _group(group: str, office: Names) -> str:
    department, _, role = group.rpartition("/")
    return office.group(department or None, role)


def _why(card: Card) -> str | None:
    """Return the address that explains the last day of the limit that was missed."""
    if card.limit_id is None:
        return None
    named = card.limit_kind if card.limit_kind in OF_CASE else card.limit_id
    return url_for("pages.why.staff", number=card.case_number, name=named)
