"""``flask verify`` tells every breach on a line, and by its exit code whether there is one."""

import pytest
from sqlalchemy import update

from app.storage.clock.deadlines import Deadline
from tests.usecases.desk import Desk


@pytest.fixture
def office_app(office_url, make_app):
    """The app on the demo office."""
    return make_app(office_url)


@pytest.fixture
def desk(office_app):
    """A desk of that office, with a case handed in."""
    desk = Desk(office_app.extensions["parts"])
    desk.hand_in()
    return desk


@pytest.mark.parametrize("words", [["verify"], ["verify", "--quick"]])
def test_a_sound_office_verifies(office_app, desk, words):
    told = office_app.test_cli_runner().invoke(args=words)

    assert (told.exit_code, told.stdout) == (0, "")


def test_every_breach_is_a_line(office_app, desk):
    with desk.work("chengxiao") as work:
        work.session.execute(update(Deadline).values(state="forgotten"))

    told = office_app.test_cli_runner().invoke(args=["verify"])

    lines = told.stdout.splitlines()
    assert told.exit_code == 1
    assert {line.split()[0] for line in lines} == {"I3", "I4"}


@pytest.mark.parametrize("words", [["verify"], ["tick"], ["load-office", __file__]])
def test_an_office_without_its_tables_is_told_what_to_do(make_app, words):
    told = make_app("sqlite://").test_cli_runner().invoke(args=words)

    assert told.exit_code == 1
    assert "flask migrate" in told.output
