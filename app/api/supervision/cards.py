"""Cards of supervision: those who got one answer, supervision decides."""

from collections.abc import Callable
from typing import Any

from app.api.doing import Thing, done
from app.api.resource import KEYED, Resource
from app.permissions import STAFF, may_come
from app.shapes.paging import list_of, page
from app.shapes.supervision.cards import CardSent, CardsWanted, CardView, WholeCardView, Words
from app.signin import signed_in
from app.storage.supervision import card_lists
from app.storage.supervision import cards as stored
from app.storage.supervision.card_lists import Wanted
from app.storage.supervision.cards import Card
from app.unit_of_work import look
from app.usecases.cards import answering, by_hand, handling, supervising
from app.usecases.work import Work

blueprint = Resource("cards", "/cards", "Warnings of supervision, and what came of them.")

CARD: Thing[Card] = Thing(
    name=lambda card: card.id,
    find=lambda work, card_id: stored.seen(work.session, card_id, work.actor),
    show=lambda work, card: _whole(work, card),
)


@blueprint.get("")
@may_come(STAFF)
@blueprint.arguments(CardsWanted, location="query")
@blueprint.response(200, list_of(CardView))
def listed(wanted: dict[str, Any]) -> Any:
    """List the cards one may see, the newest first."""
    with look(signed_in()) as work:
        rows = card_lists.listed(work.session, work.actor, Wanted.of(wanted))
    return page(rows, wanted["limit"], card_lists.key_of)


@blueprint.post("")
@may_come(handling.SUPERVISOR)
@blueprint.doc(**KEYED)
@blueprint.arguments(CardSent)
@blueprint.response(201, WholeCardView)
def give(sent: dict[str, Any]) -> Any:
    """Give a card by hand: 403 acted in the case, 404 no such case, 422 all faults."""
    wish = by_hand.Wish(**sent)
    return done(CARD, lambda work: (by_hand.give_card(work, wish), 201), case=wish.case)


@blueprint.get("/<card_id>")
@may_come(STAFF)
@blueprint.response(200, WholeCardView)
def show(card_id: str) -> Any:
    """Show a card with everything that was done about it: 404 unknown or not visible."""
    with look(signed_in()) as work:
        return _whole(work, stored.seen(work.session, card_id, work.actor))


@blueprint.post("/<card_id>/answer")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(Words)
@blueprint.response(200, WholeCardView)
def answer(sent: dict[str, Any], card_id: str) -> Any:
    """Explain a card and what was corrected: 403 somebody else’s, 409 answered or over."""
    return _done(card_id, answering.answer, sent)


@blueprint.post("/<card_id>/appeal")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(Words)
@blueprint.response(200, WholeCardView)
def appeal(sent: dict[str, Any], card_id: str) -> Any:
    """Appeal against a card, once: 403 somebody else’s, 409 appealed against or over."""
    return _done(card_id, answering.appeal, sent)


@blueprint.post("/<card_id>/urging")
@may_come(handling.SUPERVISOR)
@blueprint.doc(**KEYED)
@blueprint.arguments(Words)
@blueprint.response(200, WholeCardView)
def urge(sent: dict[str, Any], card_id: str) -> Any:
    """Urge an answer: 403 acted in the case, 409 nobody has to answer."""
    return _done(card_id, supervising.urge, sent)


@blueprint.post("/<card_id>/return")
@may_come(handling.SUPERVISOR)
@blueprint.doc(**KEYED)
@blueprint.arguments(Words)
@blueprint.response(200, WholeCardView)
def send_back(sent: dict[str, Any], card_id: str) -> Any:
    """Send an answer back to be rectified: 403 acted in the case, 409 no answer."""
    return _done(card_id, supervising.send_back, sent)


@blueprint.post("/<card_id>/uphold")
@may_come(handling.SUPERVISOR)
@blueprint.doc(**KEYED)
@blueprint.arguments(Words)
@blueprint.response(200, WholeCardView)
def uphold(sent: dict[str, Any], card_id: str) -> Any:
    """Decide that a card stays: 403 acted in the case or gave it, 409 no appeal."""
    return _done(card_id, supervising.uphold, sent)


@blueprint.post("/<card_id>/removal")
@may_come(handling.SUPERVISOR)
@blueprint.doc(**KEYED)
@blueprint.arguments(Words)
@blueprint.response(200, WholeCardView)
def remove(sent: dict[str, Any], card_id: str) -> Any:
    """Take a card off: 403 acted in the case or gave it, 409 off or closed already."""
    return _done(card_id, supervising.remove, sent)


@blueprint.post("/<card_id>/closing")
@may_come(handling.SUPERVISOR)
@blueprint.doc(**KEYED)
@blueprint.arguments(Words)
@blueprint.response(200, WholeCardView)
def close(sent: dict[str, Any], card_id: str) -> Any:
    """Close a card whose answer is enough: 403 acted in the case, 409 no answer."""
    return _done(card_id, supervising.close, sent)


def _done(card_id: str, deed: Callable[[Work, str, str], Card], sent: dict[str, Any]) -> Any:
    with look(signed_in()) as work:
        number = stored.seen(work.session, card_id, work.actor).case_number
    return done(CARD, lambda work: (deed(work, card_id, sent["words"]), 200), case=number)


def _whole(work: Work, card: Card) -> dict[str, Any]:
    told = {column.key: getattr(card, column.key) for column in Card.__table__.columns}
    return told | {"deeds": stored.deeds(work.session, card.id)}
