"""Deeds on cards: answer and appeal by those who got them, the rest by supervision."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.clock import deed
from app.i18n import told
from app.pages import posted
from app.pages.staff.cards import page as card_page
from app.pages.staff.case import dossier
from app.pages.words import word
from app.permissions import STAFF, may_come
from app.signin import signed_in
from app.storage.supervision import cards
from app.storage.supervision.cards import Card
from app.unit_of_work import look
from app.usecases.cards import answering, by_hand, handling, supervising
from app.usecases.work import Work
from engine.errors import Conflict, Invalid

blueprint = Blueprint("card_deeds", __name__)

Deed = Callable[[Work, str, str], Card]
DECIDED: dict[str, Deed] = {
    "urge": supervising.urge,
    "return": supervising.send_back,
    "uphold": supervising.uphold,
    "remove": supervising.remove,
    "close": supervising.close,
}


@blueprint.post("/cards/<card_id>/answer")
@may_come(STAFF)
def answer(card_id: str) -> ResponseReturnValue:
    """Explain a card: 403 somebody else's, 422 nothing said; answered before is told."""
    return _done(card_id, "answer", answering.answer)


@blueprint.post("/cards/<card_id>/appeal")
@may_come(STAFF)
def appeal(card_id: str) -> ResponseReturnValue:
    """Appeal against a card: 403 somebody else's, 422 no reason; before is told."""
    return _done(card_id, "appeal", answering.appeal)


@blueprint.post("/cards/<card_id>/<any(urge, return, uphold, remove, close):what>")
@may_come(handling.SUPERVISOR)
def decide(card_id: str, what: str) -> ResponseReturnValue:
    """Do what only supervision may: 403 acted in the case, 422 no words; too late is told."""
    return _done(card_id, what, DECIDED[what])


@blueprint.post("/cases/<number>/cards")
@may_come(handling.SUPERVISOR)
def give(number: str) -> ResponseReturnValue:
    """Give a card by hand: 403 acted in the case, 404 no such case, 422 all faults."""
    said = {name: posted.text(name).strip() for name in ("rule", "department", "words")}
    wish = by_hand.Wish(
        number, **said, person=posted.text("person").strip() or None, once=posted.text("once")
    )
    try:
        with deed(signed_in(), case=number) as work:
            card_id = by_hand.give_card(work, wish).id
    except Invalid as refusal:
        return dossier.page(number, refusal.faults, "give-card", dict(request.form)), 422
    flash(gettext("The card is given."), "success")
    return redirect(url_for("pages.cards.show", card_id=card_id))


def _done(card_id: str, what: str, act: Deed) -> ResponseReturnValue:
    with look(signed_in()) as work:
        number = cards.seen(work.session, card_id, work.actor).case_number
    words = posted.text("words")
    try:
        with deed(signed_in(), case=number) as work:
            act(work, card_id, words)
    except Invalid as refusal:
        return card_page.page(card_id, refusal.faults, f"card-{what}", words), 422
    except Conflict as refusal:
        flash(told(refusal), "warning")
    else:
        flash(gettext("%(deed)s: done.", deed=word(what, "card_deed")), "success")
    return redirect(url_for("pages.cards.show", card_id=card_id))
