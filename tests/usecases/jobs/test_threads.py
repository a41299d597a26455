"""The serving process does jobs by itself, as soon as the step that asks for them is stored."""

import threading
import time

import pytest
from sqlalchemy import select

from app.jobs.threads import at_work
from app.storage.post.jobs import DONE, Job
from app.unit_of_work import unit_of_work
from app.usecases.cases import applying
from app.usecases.cases.applying import HandIn
from tests.usecases import drawing
from tests.usecases.desk import PARTY, STRANGER

PATIENCE_SECONDS = 60


@pytest.fixture
def office(desk):
    """An office with a process that asks for a job."""
    drawing.publish(desk, drawing.looking_up())
    return desk


def hand_in(desk):
    with desk.app.app_context(), unit_of_work(STRANGER) as work:
        desk.number = applying.submit(work, HandIn("looking_up", PARTY, {}))[0].number


def done(desk):
    """Whether every job is done, at the latest when patience is over."""
    latest = time.monotonic() + PATIENCE_SECONDS
    while set(desk.all(select(Job.state))) != {DONE} and time.monotonic() < latest:
        time.sleep(0.01)
    return set(desk.all(select(Job.state))) == {DONE}


def take_half_a_second():
    time.sleep(0.5)
    return {"found": True}


def test_the_bell_calls_those_who_do_jobs(office):
    with at_work(office.app, threads=2, every_seconds=3600):
        hand_in(office)

        assert done(office)


def test_without_the_bell_they_look_again_and_again(office):
    hand_in(office)
    office.parts.bell.clear()

    with at_work(office.app, threads=1, every_seconds=0.05):
        assert done(office)


def test_a_job_that_goes_wrong_does_not_end_them(office, look_up):
    look_up.script.append(ValueError())
    with at_work(office.app, threads=1, every_seconds=0.05):
        hand_in(office)
        while not look_up.asked:
            time.sleep(0.01)
        hand_in(office)
        office.wait_until("2026-03-02T09:05")

        assert done(office)


def test_whoever_stops_waits_for_what_is_under_way(office, look_up):
    look_up.script.append(take_half_a_second)
    with at_work(office.app, threads=3, every_seconds=0.05):
        hand_in(office)
        while not look_up.asked:
            time.sleep(0.01)

    assert set(office.all(select(Job.state))) == {DONE}


def test_nobody_who_waits_for_the_bell_is_left_behind(office):
    before = threading.active_count()
    with at_work(office.app, threads=8, every_seconds=3600):
        assert threading.active_count() == before + 8

    assert threading.active_count() == before
