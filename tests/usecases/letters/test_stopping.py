"""A carrier that lets nothing through is one incident, whatever waits for it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.jobs.trying import MACHINE
from app.storage.post.incidents import Incident
from app.storage.post.stoppages import Stoppage
from app.usecases.jobs.failing import Barred, Down
from app.usecases.keeping import mending
from app.usecases.letters import carrying, stopping
from app.usecases.letters.addressing import ATTEMPTS, address
from app.usecases.letters.stopping import PATIENCE
from tests.usecases.desk import CLOCK

SILENT = Down("mail.unreachable", "The mail server could not be reached: %(why)s", why="Timeout")
LOCKED = Barred("mail.refused", "The mail server answered %(status)s.", status=535)


def emails(house):
    return [one for one in house.letters() if one.channel == "email"]


def states(house):
    return {one.state for one in emails(house)}


def incidents(house):
    return house.all(select(Incident).order_by(Incident.id))


def send_in_turn(house, times):
    for _ in range(times):
        house.send()
        with house.work("chengxiao") as work:
            later = work.now + timedelta(minutes=40)
        house.wait_until(f"{later:%Y-%m-%dT%H:%M}")


@pytest.fixture
def two(late):
    """Two letters wait for the same carrier."""
    late.wishes("zhaogang", "zhao@example.gov.cn", by={"email": ["notice.overdue"], "sms": []})
    late.do(CLOCK, address, {"email"})
    return late


@pytest.fixture
def silent(two):
    """Their mail server has not answered for so long that an administrator was told."""
    two.email.script.extend([SILENT] * 100)
    send_in_turn(two, PATIENCE + 1)
    return two


def test_one_incident_tells_of_the_carrier_and_no_letter_is_given_up(silent):
    assert [one.move for one in incidents(silent)] == [{"channel": "email"}]
    assert len(emails(silent)) > 1
    assert states(silent) == {"open"}
    assert silent.breaches() == []


def test_a_short_silence_is_nobody_s_business(two):
    two.email.script.extend([SILENT] * PATIENCE)
    send_in_turn(two, PATIENCE + 1)

    assert (states(two), incidents(two)) == ({"sent"}, [])


def test_while_nothing_gets_through_one_letter_tries_for_all(two):
    two.email.script.append(SILENT)

    assert two.send() == 1


def test_it_is_over_by_itself_when_a_letter_gets_through(silent):
    silent.email.script.clear()
    silent.send()

    assert states(silent) == {"sent"}
    assert [one.resolution for one in incidents(silent)] == ["through"]
    assert silent.all(select(Stoppage)) == []


def test_it_may_last_longer_than_a_letter_would_be_tried(silent):
    send_in_turn(silent, 3 * ATTEMPTS)

    assert (len(incidents(silent)), states(silent)) == (1, {"open"})
    assert silent.breaches() == []


def test_an_administrator_lets_all_be_tried_at_once(silent):
    silent.send()
    silent.email.script.clear()
    assert silent.send() == 0
    silent.do("chengxiao", mending.retry, incidents(silent)[0].id)
    silent.send()

    assert states(silent) == {"sent"}


def test_an_administrator_drops_what_waits_and_the_next_letter_tries_anew(silent):
    silent.do("chengxiao", mending.skip, incidents(silent)[0].id, "邮件服务器停用")

    assert states(silent) == {"dropped"}
    assert silent.all(select(Stoppage)) == []


def test_who_is_locked_out_is_told_at_once(two):
    two.email.script.append(LOCKED)
    two.send()

    assert [one.code for one in incidents(two)] == ["mail.refused"]
    assert states(two) == {"open"}


def test_a_way_that_was_closed_is_one_incident(two):
    del two.app.extensions["carriers"]["email"]
    two.send()

    assert [one.code for one in incidents(two)] == ["letter.no_way"]


def test_a_letter_that_its_carrier_cannot_bear_is_found_among_those_that_it_can(two):
    two.email.cannot_bear = "zhao@example.gov.cn"
    for _ in range(ATTEMPTS):
        send_in_turn(two, 1)
        two.do(MACHINE, stopping.over, "email")  # others get through

    assert states(two) == {"sent", "failed"}
    assert {*incidents(two)[-1].move} == {"letter"}


def test_a_slow_letter_tells_nothing_new(two):
    slow, quick = (two.do(MACHINE, carrying.lease).letter for _ in range(2))
    two.do(MACHINE, carrying.fail, quick, SILENT)
    two.do(MACHINE, carrying.fail, slow, SILENT)

    assert [one.tries for one in two.all(select(Stoppage))] == [1]
