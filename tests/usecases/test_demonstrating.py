"""The demo office: only where nobody works for real, and with a clock that runs forward."""

import pytest

from app.storage.office import people, settings
from app.usecases.office import demonstrating
from app.usecases.people import entering
from engine.errors import Conflict, NotAllowed
from engine.stories.telling import moment
from tests.usecases.desk import CLOCK, sign_in


@pytest.fixture
def real(desk):
    """An office in which somebody has a password of their own."""
    with desk.work(CLOCK) as work:
        settings.put(work.session, settings.DEMO, "no")
        person = people.by_username(work.session, "zhouwenjing")
        person.password_hash = entering.hashed("a password of my own")
    return desk


def test_a_real_office_does_not_become_a_demo(real):
    with pytest.raises(Conflict):
        real.do(CLOCK, demonstrating.open_demo)


@pytest.mark.parametrize(
    ("deed", "given"),
    [(demonstrating.give_passwords, []), (demonstrating.move_clock, [moment("2030-01-01")])],
)
def test_a_real_office_gives_no_passwords_and_keeps_its_clock(real, deed, given):
    with pytest.raises(NotAllowed):
        real.do(CLOCK, deed, *given)


def test_opening_the_demo_again_changes_nothing(desk):
    given = desk.do(CLOCK, demonstrating.give_passwords)
    desk.do(CLOCK, demonstrating.open_demo)

    assert desk.do(CLOCK, demonstrating.give_passwords) == {}
    with desk.look() as work:
        everybody = {person.username for person in people.everybody(work.session)}
    assert set(given) == everybody


def test_the_passwords_given_open_the_door(desk):
    given = desk.do(CLOCK, demonstrating.give_passwords)

    entered = desk.do(CLOCK, sign_in, "hanlei", given["hanlei"])

    assert entered.person.name == "韩磊"


def test_the_clock_moves_forward_for_everybody(desk):
    desk.do(CLOCK, demonstrating.move_clock, moment("2026-03-31T09:00"))

    with desk.look() as work:
        assert str(work.today) == "2026-03-31"


def test_the_clock_never_moves_back(desk):
    with pytest.raises(Conflict):
        desk.do(CLOCK, demonstrating.move_clock, moment("2026-03-01T09:00"))
