"""Heartbeats: what they tell of the clock (reliability X28, X29, X33, rules 11, 12, 26)."""

import pytest

from app import clock
from app.storage.clock import heartbeats
from app.storage.office import settings
from app.storage.post import incidents
from app.usecases import timing
from app.usecases.guarding import jumps
from app.usecases.tasks import reviewing
from engine.errors import Conflict, Invalid, NotAllowed
from tests.usecases.desk import ACCEPT, CLOCK
from tests.usecases.guarding.conftest import Machine
from tests.usecases.racing import at_once


def opened(desk):
    with desk.look() as work:
        return [one.code for one in incidents.listed(work.session)]


def test_a_process_has_one_heartbeat_however_often_it_beats(desk, machine):
    assert [machine.beat(), machine.beat()] == ["well", "well"]

    with desk.look() as work:
        assert [row.name for row in heartbeats.listed(work.session)] == ["serve"]


@pytest.mark.parametrize(("hours", "verdict"), [(25, "forward"), (-25, "backward"), (0.9, "well")])
def test_a_clock_that_jumps_is_noticed(desk, machine, hours, verdict):
    machine.put_back(hours)

    assert machine.beat() == verdict
    assert opened(desk) == (["clock.jumped"] if verdict != "well" else [])


def test_a_step_back_by_a_second_is_a_correction(machine):
    machine.put_back(-0.9 / 3600)

    assert machine.beat() == "well"


def test_a_machine_started_again_cannot_tell_a_jump_from_an_outage(machine):
    machine.put_back(25)

    assert machine.beat("second start") == "outage"


def test_two_clocks_note_a_jump_once(desk, machine):
    machine.put_back(25)

    assert [machine.beat(), machine.beat()] == ["forward", "well"]
    assert opened(desk) == ["clock.jumped"]


def test_nothing_passes_and_nothing_is_recorded_while_the_clock_is_not_trusted(
    desk, machine, in_app
):
    desk.hand_in()
    desk.wait_until("2026-03-12T15:00")
    machine.put_back(25)
    machine.beat()

    with in_app():
        assert list(clock.passing()) == []
    with pytest.raises(Conflict) as refused:
        desk.answer("zhouwenjing", "check_materials", ACCEPT)

    assert (refused.value.code, desk.case().state) == ("clock.stopped", "submitted")


def test_a_limit_asked_for_by_name_does_not_pass_either(desk, machine):
    desk.hand_in()
    limit = desk.deadlines(step="five_days_over")[-1]
    desk.wait_until("2026-03-12T15:00")
    machine.put_back(25)
    machine.beat()

    with pytest.raises(Conflict):
        desk.do(CLOCK, timing.pass_deadline, limit.case_id, limit.id)


def test_deeds_on_cases_are_refused_until_the_clock_is_confirmed(desk, machine, in_app):
    desk.hand_in()
    machine.put_back(25)
    machine.beat()

    window = desk.actor("zhouwenjing")
    with in_app(), pytest.raises(Conflict), clock.deed(window, case=desk.number):
        pass
    with pytest.raises(Conflict) as refused:
        desk.hand_in()

    assert refused.value.code == "clock.stopped"


def test_an_administrator_confirms_the_clock_with_a_reason(desk, machine):
    machine.put_back(-25)
    machine.beat()

    desk.do("chengxiao", jumps.confirm, "电信授时核对无误")

    with desk.look() as work:
        assert settings.get(work.session, settings.CLOCK_STOPPED) is None
    assert (opened(desk), machine.beat()) == ([], "well")


def test_nobody_else_confirms_the_clock_and_nobody_without_a_reason(desk, machine):
    machine.put_back(-25)
    machine.beat()

    with pytest.raises(NotAllowed):
        desk.do("zhouwenjing", jumps.confirm, "核对无误")
    with pytest.raises(Invalid):
        desk.do("chengxiao", jumps.confirm, " ")
    assert opened(desk) == ["clock.jumped"]


def test_a_clock_that_goes_is_not_confirmed(desk):
    with pytest.raises(Conflict):
        desk.do("chengxiao", jumps.confirm, "核对无误")


def test_the_moved_clock_of_a_demo_office_is_no_jump(desk, machine):
    desk.wait_until("2027-03-02T09:00")

    assert machine.beat() == "well"


def test_those_that_notice_a_jump_at_the_same_moment_note_it_once_too(desk, machine):
    machine.put_back(25)

    told = at_once(*[machine.beat] * 4)

    assert (told.count("forward"), opened(desk)) == (1, ["clock.jumped"])


@pytest.mark.parametrize("hours", [3, -3], ids=["forward", "back"])
def test_a_deed_lets_no_limit_pass_by_a_clock_that_has_just_jumped_x29(desk, in_app, hours):
    desk.hand_in()
    with in_app():
        assert clock.may_pass("serve")
        desk.wait_until("2026-03-12T15:00")
        Machine(desk).put_back(hours)
        task = desk.task("check_materials").id
        with (
            pytest.raises(Conflict, match="jumped"),
            clock.deed(desk.actor("zhouwenjing"), task=task) as work,
        ):
            reviewing.complete_task(work, task, ACCEPT)

    assert (desk.deadlines(state="fired"), opened(desk)) == ([], ["clock.jumped"])


def test_a_deed_before_which_nothing_is_due_leaves_the_clock_to_those_who_tick(desk, in_app):
    desk.hand_in()
    with in_app():
        assert clock.may_pass("serve")
        Machine(desk).put_back(3)
        with clock.deed(desk.actor("zhouwenjing"), task=desk.task("check_materials").id):
            pass

    assert opened(desk) == []
