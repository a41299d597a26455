"""A card for what no machine can know: a fee, a breach of procedure, a case outside the system."""

from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import select

from app.storage.case.cases import Case
from app.storage.case.history import write
from app.storage.ground.base import store
from app.storage.office.people import Person, by_username
from app.storage.supervision import cards
from app.storage.supervision.cards import Card
from app.usecases.cards import handling, judging
from app.usecases.cards.breaches import LEAD_ROLE, Breach, Culprit
from app.usecases.work import Work
from engine.errors import Fault, Invalid
from engine.rules.cards import BY_HAND


@dataclass(frozen=True)
class Wish:
    """Which card, for whom and why.

    :param rule: the code of a rule that is given by hand.
    :param department: who answers: the lead of the case or a department asked in it.
    :param person: the user name of who is responsible, where somebody is.
    :param once: of a form that may be sent twice: the second time gives no second card.
    """

    case: str
    rule: str
    department: str
    words: str
    person: str | None = None
    once: str | None = None


def give_card(work: Work, wish: Wish) -> Card:
    """Give a card on a supervisor's own finding.

    :raises NotFound: there is no such case for this actor.
    :raises NotAllowed: they do not supervise, or acted in the case.
    :raises Invalid: rule, department, person or words; with everything that is wrong.

    Source: facts 2.6, families 6 to 8 (outside the system, fees, other breaches).
    """
    case = handling.case_of_number(work, wish.case)
    handling.supervises(work, case)
    key = f"hand:{case.id}:{wish.once or uuid4()}"
    if (before := cards.of_breach(work.session, key)) is not None:
        return before
    breach = _breach(work, case, wish, key)
    write(work.session, case, judging.found(work, case, breach), work.actor, work.now)
    store(work.session)
    return work.session.scalars(select(Card).where(Card.breach == key)).one()


def _breach(work: Work, case: Case, wish: Wish, key: str) -> Breach:
    rule = work.rulebook.get(wish.rule)
    person = by_username(work.session, wish.person) if wish.person else None
    faults = [*_wrong(case, wish), *_wrong_person(wish, person)]
    if rule is None or rule.family != BY_HAND:
        message = "This is no rule by which a card is given by hand."
        raise Invalid("card.invalid", _NOT_SO, [Fault("rule", "card.rule", message), *faults])
    if faults:
        raise Invalid("card.invalid", _NOT_SO, faults)
    culprit = Culprit.of_group(wish.department, LEAD_ROLE, person)
    return Breach(rule, key, work.now, culprit, words=wish.words.strip())


def _wrong(case: Case, wish: Wish) -> list[Fault]:
    faults = []
    if wish.department not in {case.lead_department, *case.departments}:
        message = "This department has no part in the case."
        faults.append(Fault("department", "card.department", message))
    if not wish.words.strip():
        faults.append(Fault("words", "card.no_words", "Please say it in words."))
    return faults


def _wrong_person(wish: Wish, person: Person | None) -> list[Fault]:
    if not wish.person:
        return []
    held = person is not None and any(one.department == wish.department for one in person.posts)
    if held:
        return []
    message = "Nobody of this user name works in that department."
    return [Fault("person", "card.person", message)]


_NOT_SO = "The card cannot be given like this."
