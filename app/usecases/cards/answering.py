"""Those who got a card explain and correct, or appeal against it."""

from app.storage.supervision.cards import Card
from app.usecases.cards import handling, urging
from app.usecases.work import Work
from engine.errors import Conflict, NotAllowed
from engine.rules import card_states


def answer(work: Work, card_id: str, words: str) -> Card:
    """Take the explanation of a card, and what was corrected.

    :raises NotFound: there is no such card for this actor.
    :raises NotAllowed: the card is somebody else's.
    :raises Invalid: nothing is said.
    :raises Conflict: it was answered, or is over.

    Source: facts 2.6 (the responsible officer explains and corrects).
    """
    return _brought(work, card_id, card_states.ANSWER, words)


def appeal(work: Work, card_id: str, words: str) -> Card:
    """Take an appeal against a card, once; until it is decided nobody is urged.

    :raises NotFound: there is no such card for this actor.
    :raises NotAllowed: the card is somebody else's.
    :raises Invalid: no reason is given.
    :raises Conflict: it was appealed against before, or is over.

    Source: facts 2.6 (every card has its appeal).
    """
    return _brought(work, card_id, card_states.APPEAL, words)


def _brought(work: Work, card_id: str, deed: str, words: str) -> Card:
    card, case = handling.locked(work, card_id)
    if not handling.may_answer(work, card):
        message = "Who is responsible for this card, or their head, does this."
        raise NotAllowed("card.not_yours", message)
    plain = handling.said(words)
    if deed == card_states.APPEAL:
        if card.appealed_at is not None:
            raise Conflict("card.appealed", "This card was appealed against before.")
        card_states.becomes(card.state, deed)
        card.appealed_at = work.now
    handling.note(work, case, card, deed, plain)
    urging.stop(work, case.id, card.id, answered=deed == card_states.ANSWER)
    return card
