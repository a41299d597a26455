"""After an outage what gives or takes a right waits; the rest catches up (X33, X42, rule 12)."""

import pytest

from app import clock
from app.clock import guard
from app.storage.clock import held
from app.storage.post import incidents
from app.usecases.guarding import deciding, outages
from app.usecases.guarding.outages import Outage
from engine.errors import Conflict, Invalid, NotAllowed
from engine.stories.telling import moment
from tests.usecases.desk import ACCEPT, CLOCK

LAST_SEEN, BACK = "2026-03-09T17:00", "2026-03-12T09:00"
"""Over the end of the five days of Art. 32, on 10 March at midnight."""


def noted(desk, since=LAST_SEEN, until=BACK, cases=1):
    """Hand in; nobody lets time pass from a moment on until another."""
    for _ in range(cases):
        desk.hand_in()
    desk.wait_until(until)
    return desk.do(CLOCK, outages.note, Outage(moment(since), moment(until)))


def waiting(desk):
    with desk.look() as work:
        return [one.deadline.step for one in held.listed(work.session, 10)]


def limit(desk):
    return desk.deadlines(step="five_days_over")[-1]


def decide(desk, deed, who="chengxiao", reason="停机期间无人能办"):
    return desk.do(who, deed, desk.number, limit(desk).id, reason)


def test_deemed_acceptance_waits_and_what_only_marks_catches_up(desk, in_app):
    noted(desk)

    with in_app():
        passed = [one.step for one in clock.passing()]

    assert (waiting(desk), desk.case().state) == (["five_days_over"], "submitted")
    assert passed == ["check_materials"]
    assert desk.breaches() == []


def test_what_is_confirmed_passes_with_its_true_due_time(desk, in_app):
    noted(desk)

    decide(desk, deciding.confirm)
    with in_app():
        clock.tick()

    told = [fact for fact in desk.history() if fact.what == "deadline.passed"][-1]
    assert told.details["due_at"].startswith("2026-03-09T16:00")
    assert (str(desk.case().accepted_on), waiting(desk)) == ("2026-03-02", [])
    assert desk.told().index("limit.confirmed") < desk.told().index("case.accepted")
    assert desk.breaches() == []


def test_what_is_lifted_is_counted_anew_without_the_days_of_the_outage(desk):
    noted(desk)

    decide(desk, deciding.lift)
    desk.pass_due()

    assert (
        str(limit(desk).due_on) == "2026-03-13"
    )  # one day was left, and 9 to 12 March not counted
    assert (limit(desk).state, waiting(desk)) == ("running", [])
    assert {"limit.lifted", "deadlines.moved"} <= set(desk.told())
    assert desk.breaches() == []


def test_an_outage_declared_for_all_moves_every_case(desk, in_app):
    noted(desk, cases=2)

    with in_app():
        guard.declare(desk.actor("chengxiao"), "中心停机公告〔2026〕1号")
        clock.tick()

    assert (str(limit(desk).due_on), waiting(desk)) == ("2026-03-13", [])
    assert desk.breaches() == []


def test_all_that_waits_is_confirmed_in_order_of_due_time(desk, in_app):
    noted(desk)

    with in_app():
        told = list(guard.confirm_all(desk.actor("chengxiao"), "经核对照常生效"))

    assert told == [(desk.number, None)]
    assert (desk.case().state, waiting(desk)) == ("accepted", [])


def test_who_acts_before_the_word_is_in_time(desk, in_app):
    noted(desk)

    with in_app(), clock.deed(desk.actor("zhouwenjing"), case=desk.number):
        pass
    desk.answer("zhouwenjing", "check_materials", ACCEPT)

    assert (limit(desk).state, waiting(desk)) == ("cancelled", [])
    with pytest.raises(Conflict):
        decide(desk, deciding.confirm)
    assert desk.breaches() == []


def test_only_administrators_and_supervisors_decide_and_say_why(desk):
    noted(desk)

    with pytest.raises(NotAllowed):
        decide(desk, deciding.confirm, "zhouwenjing")
    with pytest.raises(Invalid):
        decide(desk, deciding.lift, reason=" ")
    assert waiting(desk) == ["five_days_over"]


def test_an_outage_in_which_nothing_waits_is_told_and_closed(desk):
    incident = noted(desk, until="2026-03-09T23:00")

    with desk.look() as work:
        assert incidents.get(work.session, incident.id).resolution == "nothing_held"


def test_an_outage_is_closed_once_everything_is_decided(desk):
    incident = noted(desk)
    decide(desk, deciding.confirm)

    with desk.look() as work:
        assert incidents.get(work.session, incident.id).resolution == "decided"


def test_a_heartbeat_after_a_long_time_notes_the_outage(desk, machine):
    desk.hand_in()
    desk.wait_until("2026-03-10T01:00")
    machine.away(hours=5)

    assert machine.beat() == "outage"
    assert waiting(desk) == ["five_days_over"]


def test_nothing_that_would_wait_passes_before_a_deed_while_nobody_ticks(desk, machine, in_app):
    desk.hand_in()
    desk.wait_until("2026-03-10T01:00")
    machine.away(hours=5)

    with in_app():
        clock.catch_up(desk.number)

    assert (desk.case().state, limit(desk).state) == ("submitted", "running")
