"""What supervision finds on its desk, and what waits for somebody."""

import pytest

from app.storage.desk import waiting
from app.storage.supervision import card_lists, cards
from app.storage.supervision.card_lists import Wanted
from app.usecases.cards import answering
from benchmarks.counting import counted
from tests.usecases.cards.conftest import HEAD, SUPERVISOR


@pytest.fixture
def carded(case):
    """The case is past both of its limits; the approver of the lead must answer twice."""
    return case.at("2026-03-31T00:00")


def rules(case, **wanted):
    with case.desk.look(SUPERVISOR) as work:
        found = card_lists.listed(work.session, work.actor, Wanted(**wanted))
        return {card.rule for card in found}


def counts(case, who, decides=False):
    with case.desk.look(who) as work:
        now = work.now
        with counted() as said:
            found = waiting.counts(work.session, work.actor, now, decides)
    assert len(said) == 1
    return found


def test_a_warning_stands_behind_the_card_for_what_it_warned_of(carded):
    """Decision 146: one matter, one row; warnings are found where they are asked for."""
    assert rules(carded) == {"promised_late", "statutory_late", "step_late"}
    assert rules(carded, level="prewarning") == {"promised_near", "step_late"}


def test_the_page_of_a_case_tells_the_same_as_the_list(carded):
    near, yellow, step, red = carded.cards()

    assert (cards.follows(yellow, near), cards.follows(red, near)) == (True, True)
    assert (cards.follows(yellow, step), cards.follows(near, near)) == (False, False)


def test_cards_to_answer_and_appeals_are_counted_in_one_statement(carded):
    before = counts(carded, HEAD)
    carded.do(HEAD, answering.appeal, carded.cards("yellow")[0].id, "当日公告停办")

    assert before["cards"] == 2
    assert counts(carded, HEAD)["cards"] == 1
    assert counts(carded, SUPERVISOR, decides=True)["appeals"] == 1
    assert "appeals" not in counts(carded, HEAD)
