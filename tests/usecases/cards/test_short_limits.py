"""Of a limit of at most a day is warned two office hours before its end (facts 2.6; T7)."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.storage.office.items import Item
from app.usecases.cards import trying
from engine.rules.deadlines import OFFICE_ZONE as CHINA
from tests.usecases.cards.conftest import SUPERVISOR, Carded, accept, plain
from tests.usecases.desk import CLOCK


@pytest.fixture
def short(desk):
    """A maker: a case accepted on Monday at nine, promised in one day in some way of handling."""

    def made(handling):
        plain(desk, promised=1)
        with desk.work(CLOCK) as work:
            work.session.get_one(Item, "plain").handling_kind = handling
        accept(desk)
        return Carded(desk)

    return made


@pytest.mark.parametrize(
    ("handling", "warned"),
    [("committed", "2026-03-03T15:30"), ("immediate", "2026-03-02T15:30")],
)
def test_the_warning_comes_two_office_hours_before_the_office_closes(short, handling, warned):
    case = short(handling).at(f"{warned[:-1]}0")
    before = datetime.fromisoformat(warned).replace(tzinfo=CHINA)

    (card,) = case.cards("prewarning")

    assert (card.rule, card.fell_at) == ("promised_near", before)
    assert short_of(case, warned) == []


def short_of(case, warned):
    """The warnings another trial of the same rules would give besides; none."""
    day = date.fromisoformat(warned[:10])
    case.at(f"{day}T23:00")
    with case.desk.look(SUPERVISOR) as work:
        return trying.try_rules(work, work.rulebook.rules, day, day).differences


def test_a_minute_earlier_nobody_is_warned(short):
    assert short("committed").at("2026-03-03T15:29").cards("prewarning") == []


def test_who_is_done_before_is_not_warned(short):
    case = short("committed").at("2026-03-03T10:00")
    case.desk.answer("wangjianguo", "look", {"opinion": "x"})

    assert case.at("2026-03-03T18:00").cards() == []


def test_another_number_of_hours_is_tried_before_it_holds(short):
    """At four hours a case that is decided at two would have been warned of."""
    case = short("committed").at("2026-03-03T14:00")
    case.desk.answer("wangjianguo", "look", {"opinion": "x"})
    day = date(2026, 3, 3)
    with case.at("2026-03-03T20:00").desk.look(SUPERVISOR) as work:
        rules = [replace(one, hours=4) if one.hours else one for one in work.rulebook.rules]
        (found,) = trying.try_rules(work, rules, day, day).differences

    assert (found.rule, found.before, found.then) == ("promised_near", None, "prewarning")
