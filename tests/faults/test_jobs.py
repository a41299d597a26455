"""Whoever does jobs may be killed at any moment: nothing is lost, nothing is decided twice."""

import random
import signal
import subprocess
import sys
import time

import pytest
from sqlalchemy import select

from app.jobs import running
from app.storage.case.cases import Case
from app.storage.desk.tasks import Task
from app.storage.ground.database import Database
from app.storage.ground.leased import RUNNING
from app.storage.post.jobs import DONE, Job
from app.storage.post.notices import Notice
from app.usecases.jobs.registry import JobTypes
from app.usecases.parts import Parts
from engine.stories.telling import moment
from faults.machines import LookUp
from tests import office
from tests.faults.machine import app_on
from tests.usecases import drawing
from tests.usecases.desk import Desk

LIVES, CASES_A_LIFE = 4, 5
MOST_SECONDS = 0.05


@pytest.fixture
def desk(office_url):
    """An office with one case that waits for its job."""
    parts = Parts(Database(office_url), job_types=JobTypes({"look_up": LookUp()}))
    desk = Desk(parts)
    office.set_clock(parts, moment("2026-03-02T09:00"))
    drawing.publish(desk, drawing.looking_up())
    desk.hand_in({}, item="looking_up")
    yield desk
    parts.database.close()


@pytest.fixture
def machine(office_url):
    """Starts a process that does jobs up to a point: ``machine("doing")``."""
    started = []

    def start(point):
        command = [sys.executable, "-m", "tests.faults.machine", office_url, point]
        started.append(
            subprocess.Popen(command, cwd=office.ROOT, stdout=subprocess.PIPE, text=True)
        )
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait(60)
        process.stdout.close()


def do_the_rest(desk):
    """Let another process do what is left, once the killed one's time is over."""
    desk.wait_until("2026-03-02T10:00")
    with app_on(desk.parts).app_context():
        return len(list(running.running()))


@pytest.mark.parametrize("point", ["doing", "keeping"])
def test_a_job_whose_process_is_killed_is_done_by_another_and_counts_once(desk, machine, point):
    process = machine(point)
    assert process.stdout.readline() == "there\n"
    process.send_signal(signal.SIGKILL)
    process.wait(60)

    assert (desk.all(select(Job.state)), desk.tasks("look")) == ([RUNNING], [])
    assert do_the_rest(desk) == 1
    assert (desk.all(select(Job.state)), desk.all(select(Job.attempts))) == ([DONE], [2])
    assert (desk.told().count("job.done"), len(desk.tasks("look"))) == (1, 1)
    assert len(desk.all(select(Notice).where(Notice.what == "notice.told"))) == 1
    assert desk.breaches() == []


def test_after_kills_at_any_moment_each_job_counts_once(desk, machine):
    for _ in range(LIVES):
        for _ in range(CASES_A_LIFE):
            desk.hand_in({}, item="looking_up")
        process = machine("none")
        process.stdout.readline()
        time.sleep(random.uniform(0, MOST_SECONDS))
        process.send_signal(signal.SIGKILL)
        process.wait(60)

    do_the_rest(desk)

    cases = len(desk.all(select(Case.id)))
    assert desk.all(select(Job.state)) == [DONE] * cases
    assert desk.all(select(Task.step)) == ["look"] * cases
    assert len(desk.all(select(Notice).where(Notice.what == "notice.told"))) == cases
    assert desk.breaches() == []
