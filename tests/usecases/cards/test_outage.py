"""Nobody innocent gets a card: what fell in an outage waits for a person's word."""

from app.storage.clock import held
from app.usecases.guarding import deciding, outages
from app.usecases.guarding.outages import Outage
from engine.stories.telling import moment
from tests.usecases.cards.conftest import LEAD, SUPERVISOR
from tests.usecases.desk import CLOCK


def stopped(case, since, until):
    """Nobody lets time pass from a moment on until another; then everything catches up."""
    case.desk.wait_until(until)
    case.do(CLOCK, outages.note, Outage(moment(since), moment(until)))
    case.desk.pass_due()
    return case


def waiting(case):
    with case.desk.look() as work:
        return [one.deadline for one in held.listed(work.session, 10)]


def test_a_yellow_card_that_fell_in_an_outage_waits_and_is_given_once_confirmed(case):
    stopped(case, "2026-03-09T17:00", "2026-03-12T09:00")
    assert case.days("yellow", "red") == []
    (card,) = waiting(case)

    case.do(SUPERVISOR, deciding.confirm, case.desk.number, card.id, "停机期间无人办理也应负责")
    case.desk.pass_due()

    assert case.days("yellow") == [("promised_late", "2026-03-10")]
    assert case.desk.breaches() == []


def test_a_red_card_that_would_be_given_at_once_waits_too(case):
    case.at("2026-03-30T17:00")
    stopped(case, "2026-03-30T17:00", "2026-04-01T09:00")

    assert case.days("red") == []
    assert [one.kind for one in waiting(case)] == ["card"]


def test_whoever_decides_before_anybody_confirms_is_spared(case):
    stopped(case, "2026-03-09T17:00", "2026-03-12T09:00")
    case.desk.answer(LEAD, "look", {"opinion": "x"})

    assert (case.days("yellow", "red"), waiting(case)) == ([], [])
    assert case.desk.breaches() == []
