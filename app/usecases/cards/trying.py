"""A dry run: what rules would have given in a period that is over, beside what was given."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from app.storage.supervision import card_lists
from app.storage.supervision.cards import Card
from app.usecases.cards.replaying import replayed
from app.usecases.cards.tried import Trial, Tried
from app.usecases.work import Work
from engine.errors import Fault, Invalid
from engine.rules.cards import BY_HAND, QUARTER, CardRule, quarter_of, quarter_start
from engine.rules.deadlines import OFFICE_ZONE

LONGEST = 366


def last_month(work: Work) -> tuple[date, date]:
    """Return the first and the last day of the month before."""
    last = work.today.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


def try_rules(
    work: Work, rules: Sequence[CardRule], from_: date | None = None, to: date | None = None
) -> Trial:
    """Return what rules would have given in a period; nothing is changed.

    Cards that were given by hand are no rule's and are left out. What was given is what stands
    in the office's records, removed cards too.

    :param from_: the first day, ``to`` the last; last month where neither is said.
    :raises Invalid: the period is empty, too long, or not over.

    Source: goal U2 (changing a rule shows last month's difference first).
    """
    first, last = _period(work, from_, to)
    since = quarter_start(first)
    looked, found = replayed(work, rules, since, last)
    found += list(_quarters(rules, found))
    then = {one.key: one for one in found if first <= one.on <= last}
    given = card_lists.of_period(work.session, first, last)
    before = {card.breach: _given(card) for card in given if card.family != BY_HAND}
    rows = [_both(before.get(key), then.get(key)) for key in before.keys() | then.keys()]
    in_order = sorted(rows, key=lambda row: (row.case, row.on, row.rule))
    return Trial(first, last, looked, tuple(in_order))


def _period(work: Work, from_: date | None, to: date | None) -> tuple[date, date]:
    month = last_month(work)
    first, last = from_ or month[0], to or (month[1] if from_ is None else work.today)
    if first > last or (last - first).days > LONGEST or last > work.today:
        message = "Give a period of at most a year that has been, not %(first)s to %(last)s."
        params = {"first": first.isoformat(), "last": last.isoformat()}
        fault = Fault("from", "card_trial.period", message, params)
        raise Invalid("card_trial.invalid", "These rules cannot be tried like this.", [fault])
    return first, last


def _given(card: Card) -> Tried:
    on = card.fell_at.astimezone(OFFICE_ZONE).date()
    about = (card.breach, card.case_number, card.rule, card.rule_name, card.department)
    return Tried(*about, on, before=card.level)


def _both(before: Tried | None, then: Tried | None) -> Tried:
    if before is None or then is None:
        return next(one for one in (before, then) if one is not None)
    return replace(then, before=before.before, on=before.on)


def _quarters(rules: Sequence[CardRule], found: Sequence[Tried]) -> Iterator[Tried]:
    """Yield the cards for too many yellow ones of a department in a quarter."""
    for rule in rules:
        if not rule.active or rule.family != QUARTER:
            continue
        counted: Counter[tuple[str, str]] = Counter()
        for one in sorted(found, key=lambda one: (one.on, one.key)):
            if one.then != "yellow" or one.department is None:
                continue
            place = (one.department, quarter_of(one.on))
            counted[place] += 1
            if counted[place] == rule.least:
                key = f"{rule.code}:{place[0]}:{place[1]}"
                yield replace(one, key=key, rule=rule.code, rule_name=rule.name, then=rule.level)
