"""Supervision urges, sends back, closes and decides about appeals; a card comes off only so."""

from datetime import date

from app.storage.case.cases import Case
from app.storage.case.history import Fact
from app.storage.clock.deadlines import Deadline
from app.storage.supervision import cards
from app.storage.supervision.cards import Card
from app.usecases.cards import handling, urging
from app.usecases.cards.giving import department_name
from app.usecases.moving import papers
from app.usecases.work import Work
from engine.errors import NotAllowed
from engine.rules import card_states
from engine.rules.card_states import AWAITING, CLOSE, REMOVE, RETURN, UPHOLD, URGE

PAPERS = {URGE: "URGING_NOTICE", RETURN: "RECTIFICATION_NOTICE", REMOVE: "CARD_REMOVAL"}
NEW_TERM = (URGE, RETURN, UPHOLD)
"""After these the responsible have the days of their term again."""


def urge(work: Work, card_id: str, words: str) -> Card:
    """Urge those who have not answered, with a paper and a new term.

    :raises NotFound: there is no such card for this actor.
    :raises NotAllowed: they do not supervise, or acted in the case.
    :raises Invalid: nothing is said.
    :raises Conflict: nobody has to answer it.

    Source: facts 2.6 (督办).
    """
    return _decided(work, card_id, URGE, words)


def send_back(work: Work, card_id: str, words: str) -> Card:
    """Send an answer back: what is wrong is to be rectified, by a paper with a new term.

    :raises NotFound: there is no such card for this actor.
    :raises NotAllowed: they do not supervise, or acted in the case.
    :raises Invalid: nothing is said.
    :raises Conflict: it has no answer.

    Source: facts 2.6 (整改).
    """
    return _decided(work, card_id, RETURN, words)


def uphold(work: Work, card_id: str, words: str) -> Card:
    """Decide that a card stays, whatever was said against it.

    :raises NotFound: there is no such card for this actor.
    :raises NotAllowed: they do not supervise, acted in the case, or gave the card.
    :raises Invalid: no reason is given.
    :raises Conflict: nobody appealed against it.

    Source: facts 2.6; facts L15.
    """
    return _decided(work, card_id, UPHOLD, words)


def remove(work: Work, card_id: str, words: str) -> Card:
    """Take a card off (摘牌) with a paper that says why; its row stays for ever.

    :raises NotFound: there is no such card for this actor.
    :raises NotAllowed: they do not supervise, acted in the case, or gave the card.
    :raises Invalid: no reason is given.
    :raises Conflict: it is off or closed already.

    Source: facts 2.6 (removal by supervision only); facts L15.
    """
    return _decided(work, card_id, REMOVE, words)


def close(work: Work, card_id: str, words: str) -> Card:
    """Close a card: its answer is enough.

    :raises NotFound: there is no such card for this actor.
    :raises NotAllowed: they do not supervise, or acted in the case.
    :raises Invalid: nothing is said.
    :raises Conflict: it has no answer, or is over.
    """
    return _decided(work, card_id, CLOSE, words)


def urge_silent(work: Work, case: Case, deadline: Deadline) -> list[Fact]:
    """Let the clock urge who has not answered in time; the caller holds the lock of the case."""
    card = cards.seen(work.session, urging.card_of(deadline), work.actor, lock=True)
    if card.state in AWAITING:
        _carry_out(work, case, card, URGE, "")
    told = {"card": card.id, "rule": card.rule, "name": card.rule_name, "level": card.level}
    return [Fact("card.overdue", card.step, told)]


def _decided(work: Work, card_id: str, deed: str, words: str) -> Card:
    card, case = handling.locked(work, card_id)
    handling.may_supervise(work, card, case)
    if deed in (UPHOLD, REMOVE) and card.given_by == work.actor.id:
        message = "Who gave a card by hand does not decide whether it stays."
        raise NotAllowed("card.given_by_you", message)
    plain = handling.said(words)
    card_states.becomes(card.state, deed)
    urging.stop(work, case.id, card.id, answered=False)
    _carry_out(work, case, card, deed, plain)
    if deed in NEW_TERM and card.urge_days:
        urging.wait(work, case, card.id, card.urge_days)
    return card


def _carry_out(work: Work, case: Case, card: Card, deed: str, words: str) -> None:
    if deed in NEW_TERM and card.urge_days:
        card.term_on = _new_term(work, card)
    kind, paper = PAPERS.get(deed), None
    if kind is not None:
        paper = papers.hand_out(work, case, kind, _said(work, card, words))
    handling.note(work, case, card, deed, words, paper)


def _new_term(work: Work, card: Card) -> date:
    """Return the last day to answer: as many working days as the rule of the card gave at first."""
    calendar = work.calendar_of(card.department or card.lead_department)
    first = calendar.between(card.given_on, card.term_on) if card.term_on else 0
    return calendar.add(work.today, max(1, min(first, card.urge_days)))


def _said(work: Work, card: Card, words: str) -> dict[str, object]:
    """Return what stands on a paper about a card that was given before."""
    about = ("rule_name", "level", "basis", "person_name")
    return {
        "card": {name: getattr(card, name) for name in about},
        "department": department_name(work, card.department),
        "step": card.step_name,
        "card_paper": card.paper,
        "card_given_on": card.given_on.isoformat(),
        "term_on": card.term_on.isoformat() if card.term_on else None,
        "answers": {"reason": words},
    }
