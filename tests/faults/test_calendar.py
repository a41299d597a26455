"""Cases that follow the calendar do so once each, wherever the process that lets them is killed."""

import subprocess
import sys

import pytest
from sqlalchemy import select

from app import clock
from app.storage.clock.calendar import CalendarMove
from tests.usecases.calendars.telling import applied, rest

CASES = 4


def killed_before_the_commit_of(nth, url):
    command = [sys.executable, "-m", "tests.faults.follower", url, str(nth)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout.readline() == "there\n"
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def followed(in_app):
    """Follow as the ticks do: none goes on while the database holds the killed one for alive."""
    looked_at = 0
    with in_app():
        while clock.behind_changes():
            looked_at += clock.follow_changes()
    return looked_at


@pytest.mark.parametrize("nth", [1, 3])
def test_a_kill_loses_no_case_and_moves_none_twice(desk, in_app, office_url, nth):
    with in_app():
        clock.follow_changes()  # that of the demo office
    numbers = [desk.accepted().number for _ in range(CASES)]
    applied(desk, rest("2026-03-10"))

    killed_before_the_commit_of(nth, office_url)
    looked_at = followed(in_app)

    move = desk.all(select(CalendarMove).order_by(CalendarMove.change_id.desc()))[0]
    assert move.looked_at == looked_at + nth - 1
    for desk.number in numbers:
        assert desk.told().count("deadlines.moved") == 1
    assert desk.breaches() == []
