"""I14: each card is given once for its breach, has its papers, and stands where deeds led it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import select

from app.storage.case.papers import Paper
from app.storage.supervision.cards import Card, CardDeed
from app.usecases.verifying.breach import Breach
from app.usecases.work import Work
from engine.errors import Conflict
from engine.rules.card_states import AWAITING, CLOSED, GIVEN, becomes

SIZE = 200


def breaches(work: Work) -> Iterator[Breach]:
    """Follow the deeds of every card, and look for every paper they name."""
    query, last = select(Card).order_by(Card.id).limit(SIZE), None
    while batch := work.session.scalars(query.where(Card.id > last) if last else query).all():
        last = batch[-1].id
        deeds, known = _deeds(work, batch), _papers(work, batch)
        for card in batch:
            for what in _wrong(card, deeds[card.id], known):
                yield Breach("I14", f"card {card.id} of case {card.case_number}", what)


def _deeds(work: Work, batch: Sequence[Card]) -> dict[str, list[CardDeed]]:
    ids = [card.id for card in batch]
    rows = work.session.scalars(
        select(CardDeed).where(CardDeed.card_id.in_(ids)).order_by(CardDeed.seq)
    )
    found = defaultdict(list)
    for row in rows:
        found[row.card_id].append(row)
    return found


def _papers(work: Work, batch: Sequence[Card]) -> set[str]:
    of_cases = Paper.case_id.in_({card.case_id for card in batch})
    return set(work.session.scalars(select(Paper.number).where(of_cases)))


def _wrong(card: Card, deeds: Sequence[CardDeed], known: set[str]) -> Iterator[str]:
    if [deed.seq for deed in deeds] != [*range(1, len(deeds) + 1)] or not deeds:
        yield "its deeds have a gap"
        return
    if missing := {deed.paper for deed in deeds if deed.paper} - known:
        yield f"its paper {', '.join(sorted(missing))} is missing"
    if card.level != "prewarning" and card.paper is None:
        yield "it has no paper"
    if (led := _led_to(card, deeds)) != card.state:
        yield f"stands at {card.state}, but its deeds led to {led}"
    if card.state in AWAITING and card.term_on is None:
        yield "waits for an answer without a term"


def _led_to(card: Card, deeds: Sequence[CardDeed]) -> str:
    state = GIVEN if card.term_on is not None else CLOSED
    for deed in deeds[1:]:
        try:
            state = becomes(state, deed.what)
        except Conflict:
            return f"nothing: {deed.what} is no way from {state}"
    return state
