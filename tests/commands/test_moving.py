"""``flask move-cases`` says of each case whether it moves, and by its exit code whether all do."""

import pytest

from tests.usecases import drawing
from tests.usecases.desk import Desk
from tests.usecases.test_transferring import version


@pytest.fixture
def desk(office_url, make_app):
    """A case on the first version of a process that has three."""
    app = make_app(office_url)
    desk = Desk(app.extensions["parts"])
    drawing.publish(desk, version("look"))
    desk.hand_in({}, item="careful")
    drawing.publish(desk, version("look", "check"))
    drawing.publish(desk, version("check"))
    desk.run = lambda *words: app.test_cli_runner().invoke(args=["move-cases", "careful", *words])
    return desk


def test_a_dry_run_says_what_would_move_and_moves_nothing(desk):
    told = desk.run("--from", "1", "--to", "2", "--dry-run")

    assert (told.exit_code, told.stdout) == (0, f"{desk.number}: can move\n")
    assert desk.case().version == 1


def test_cases_are_moved_with_a_reason(desk):
    assert desk.run("--from", "1", "--to", "2").exit_code == 2
    told = desk.run("--from", "1", "--to", "2", "--reason", "补上复核")

    assert (told.exit_code, told.stdout) == (0, f"{desk.number}: moved\n")
    assert (desk.case().version, desk.breaches()) == (2, [])


def test_a_case_that_stays_is_told_with_its_reasons(desk):
    told = desk.run("--from", "1", "--to", "3", "--reason", "换版")

    assert told.exit_code == 1
    assert f"{desk.number}: stays\n  look: " in told.stdout
    assert desk.case().version == 1


def test_a_version_that_is_not_there_is_refused(desk):
    told = desk.run("--from", "1", "--to", "9", "--dry-run")

    assert (told.exit_code, told.stderr) == (1, "There is no such process version.\n")
