"""What leaves the house is tried again, under one key, until an administrator must look."""

import pytest
from sqlalchemy import select

from app.jobs import letters
from app.storage.post.incidents import Incident
from app.storage.post.letters import Letter
from app.unit_of_work import unit_of_work
from app.usecases.jobs.failing import Failed, Hopeless
from app.usecases.keeping import mending
from app.usecases.letters import carrying
from app.usecases.letters.addressing import ATTEMPTS

BUSY = Failed("mail.refused", "The mail server answered %(status)s.", status=451)
UNKNOWN = Hopeless("mail.refused", "The mail server answered %(status)s.", status=550)


def states(house):
    return [one.state for one in house.letters() if one.person_id is not None]


@pytest.fixture
def dead(late):
    """A letter that came to nothing."""
    late.email.script.append(UNKNOWN)
    late.send()
    return late


def test_what_fails_is_tried_again_under_the_same_key(late):
    late.email.script.append(BUSY)
    late.send()
    assert states(late) == ["open"]
    late.wait_until("2026-04-20T10:00")
    late.send()

    assert states(late) == ["sent"]
    assert late.email.carried[0][1].key == late.letters()[-1].key


def test_pauses_between_tries_grow_and_have_an_end(late):
    late.email.script.extend([BUSY] * ATTEMPTS)
    for hour in range(10, 10 + ATTEMPTS):
        late.send()
        late.wait_until(f"2026-04-20T{hour}:30")

    assert states(late) == ["failed"]
    assert late.all(select(Incident.code)) == ["mail.refused"]
    assert late.breaches() == []


def test_what_is_hopeless_is_an_incident_at_once_and_the_case_goes_on(dead):
    assert (states(dead), dead.letters()[-1].attempts) == (["failed"], 1)
    assert [one.case_id for one in dead.all(select(Incident))] == [None]
    assert "incident.noted" not in dead.told()


def test_an_administrator_lets_it_be_tried_again(dead):
    dead.do("chengxiao", mending.retry, dead.letters()[-1].held_by)
    dead.send()

    assert (states(dead), len(dead.email.carried)) == (["sent"], 1)


def test_an_administrator_drops_it(dead):
    dead.do("chengxiao", mending.skip, dead.letters()[-1].held_by, "已电话告知")
    dead.send()

    assert (states(dead), dead.email.carried) == (["dropped"], [])


def test_a_bug_in_a_way_out_stops_no_other_letter(late):
    late.wishes(
        "xuchangqing",
        phone="13805710009",
        by={"email": ["notice.overdue"], "sms": ["notice.overdue"]},
    )
    late.email.script.append(ValueError())
    late.send()

    assert states(late) == ["open", "sent"]


def test_whoever_dies_between_sending_and_saying_so_sends_the_same_again(late):
    with late.app.app_context():
        letters.address()
        with unit_of_work(letters.MACHINE) as work:
            carrying.lease(work)
    assert (late.send(), states(late)) == (0, ["running"])
    late.wait_until("2026-04-20T10:00")

    assert (late.send(), states(late)) == (1, ["sent"])


def test_a_try_that_took_too_long_changes_nothing_any_more(late):
    with late.app.app_context():
        letters.address()
        with unit_of_work(letters.MACHINE) as work:
            slow = carrying.lease(work).letter
    late.wait_until("2026-04-20T10:00")
    late.send()
    late.do(letters.MACHINE, carrying.fail, slow, BUSY)

    assert late.all(select(Letter.state).where(Letter.id == slow.id)) == ["sent"]
