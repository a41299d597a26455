"""What every deed on a card shares: the lock, the rights, the row of the deed, what is told."""

from collections.abc import Sequence

from app.storage.case import cases, history
from app.storage.case.cases import Case
from app.storage.case.history import Fact, digest_of
from app.storage.desk.asking import person_id_of
from app.storage.desk.tasks import groups_of
from app.storage.ground.base import write_rows
from app.storage.supervision import cards
from app.storage.supervision.cards import Card, CardDeed
from app.usecases.cards import noticing
from app.usecases.work import Work
from engine.errors import Fault, Invalid, NotAllowed, NotFound
from engine.rules import card_states

SUPERVISOR = "supervisor"
MOST = 2000


def locked(work: Work, card_id: str) -> tuple[Card, Case]:
    """Return a card and its case under the lock of the case, as they are now.

    :raises NotFound: there is no such card for this actor.
    """
    number = cards.case_of(work.session, card_id)
    held = work.hold(number=number) if number else None
    if held is None:
        raise NotFound("card.unknown", "There is no such card.")
    return cards.seen(work.session, card_id, work.actor, lock=True), held.case


def may_answer(work: Work, card: Card) -> bool:
    """Whether the actor answers for a card: who is responsible, or a head who was told."""
    actor = work.actor
    mine = person_id_of(actor)
    if card.person_id is not None and card.person_id == mine:
        return True
    heads = [group for group in card.receivers if group.startswith(f"{card.department}/")]
    groups = set(groups_of(actor))
    return bool(groups & {*heads, *([card.group] if card.person_id is None else [])})


def may_supervise(work: Work, card: Card, case: Case) -> None:
    """Let only supervision decide about a card, by somebody who had no part in the case.

    :raises NotAllowed: they do not supervise, acted in the case, or the card is their own.

    Source: facts L15 (nobody holds approval and supervision on one case); facts 2.6.
    """
    supervises(work, case)
    if card.person_id is not None and card.person_id == person_id_of(work.actor):
        raise NotAllowed("card.own", "Nobody decides about a card of their own.")


def supervises(work: Work, case: Case) -> None:
    """Let only supervision act, by somebody who had no part in the case.

    :raises NotAllowed: they do not supervise, or acted in the case.

    Source: facts L15.
    """
    if SUPERVISOR not in work.actor.roles:
        raise NotAllowed("card.supervision", "Only supervision does this.")
    if acted(work, case):
        message = "You acted in this case yourself: another supervisor decides about its cards."
        raise NotAllowed("card.acted", message)


def acted(work: Work, case: Case) -> bool:
    """Whether the actor did anything in a case but supervise it."""
    told = history.of_case(work.session, case.id)
    own = [entry.what for entry in told if entry.actor["id"] == work.actor.id]
    return any(not what.startswith(("card.", "paper.")) for what in own)


def said(words: str) -> str:
    """Return words that say something.

    :raises Invalid: there are none, or too many.
    """
    plain = words.strip()
    if not plain:
        fault = Fault("words", "card.no_words", "Please say it in words.")
        raise Invalid("card.invalid", "This needs words.", [fault])
    if len(plain) > MOST:
        fault = Fault("words", "card.many_words", "At most %(most)s characters.", {"most": MOST})
        raise Invalid("card.invalid", "This needs words.", [fault])
    return plain


def note(
    work: Work, case: Case, card: Card, deed: str, words: str, paper: tuple[str, Fact] | None = None
) -> None:
    """Bring a card to its next state and write what was done, for the card and for the case.

    :raises Conflict: the card does not allow this deed as it stands.
    """
    card.state = card_states.becomes(card.state, deed)
    number, issued = paper or (None, None)
    row = {
        "card_id": card.id,
        "seq": len(cards.deeds(work.session, card.id)) + 1,
        "what": deed,
        "at": work.now,
        "actor": work.actor.id,
        "actor_name": work.actor.name,
        "words": words,
        "paper": number,
    }
    write_rows(work.session, CardDeed, [row])
    told = {"card": card.id, "rule": card.rule, "name": card.rule_name, "level": card.level}
    about = {"words": digest_of(words)} if words else {}
    facts = [Fact(f"card.{card.state}", card.step, told | about), *([issued] if issued else [])]
    noticing.moved(work, case, card, deed, _to(card, deed))
    history.write(work.session, case, facts, work.actor, work.now)


def _to(card: Card, deed: str) -> Sequence[str]:
    if deed in (card_states.ANSWER, card_states.APPEAL):
        return [SUPERVISOR]
    return [group for group in card.receivers if group != SUPERVISOR]


def case_of_number(work: Work, number: str) -> Case:
    """Return a case the actor may see, locked.

    :raises NotFound: there is no such case for them.
    """
    held = work.hold(number=number)
    if held is None or not cases.may_see(work.actor, held.case):
        raise NotFound("case.unknown", "There is no such case.")
    return held.case
