"""A run that was just moved is not read again; whatever else happens, what is stored counts.

Source: docs/decisions/0225-runs-stay-in-memory-by-their-state.md.
"""

from functools import partial
from threading import Event, Thread

import pytest

from app.storage.case.cases import Case
from app.storage.desk.tasks import Task
from app.storage.ground.database import Database
from app.usecases.live_runs import LONGEST, LiveRuns
from app.usecases.parts import Parts
from app.usecases.tasks import returning
from engine import Run
from engine.errors import Invalid
from engine.people import Actor
from engine.stories.telling import moment
from tests.usecases import drawing
from tests.usecases.desk import Desk
from tests.usecases.racing import at_once, done, refused

COMMERCE = Actor("person:1", "甲", frozenset({("commerce", "examiner")}))
FIRE = Actor("person:2", "乙", frozenset({("fire", "examiner")}))


class Readings:
    """Counts how often a run is read from its state."""

    def __init__(self, monkeypatch):
        self.number, self._load = 0, Run.load
        monkeypatch.setattr(Run, "load", self._count)

    def _count(self, *given):
        self.number += 1
        return self._load(*given)


@pytest.fixture
def readings(asked, monkeypatch):
    """How often the run is read from here on, of a case that two departments are asked about."""
    return Readings(monkeypatch)


@pytest.fixture
def beside(asked):
    """Another process of the same office, which remembers nothing of what this one does."""
    url = asked.parts.database.url.render_as_string(hide_password=False)
    other = Desk(Parts(Database(url)))
    other.number = asked.number
    yield other
    other.parts.database.close()


def opine(desk, who, opinion="agree"):
    """Give the opinion of somebody's department."""
    (department,) = who.departments
    return desk.do(who, drawing.say, desk.task("opine", department).id, opinion)


def say_and_fail(work, task_id):
    """Fail when the case is moved, before it is stored."""
    drawing.say(work, task_id, "agree")
    raise ZeroDivisionError


def test_the_next_deed_goes_on_with_the_run_the_last_one_moved(asked, readings):
    opine(asked, COMMERCE)
    opine(asked, FIRE)

    assert readings.number == 0
    assert [task.step for task in asked.tasks()] == ["decide"]
    assert asked.breaches() == []


def test_who_only_looks_leaves_the_run_to_the_next_deed(asked, readings):
    with asked.look(FIRE) as work:
        task = work.session.get_one(Task, asked.task("opine", "fire").id)
        returning.goals(work, task, work.session.get_one(Case, task.case_id))
    assert readings.number == 1

    opine(asked, FIRE)

    assert readings.number == 1


def test_what_another_process_has_done_meanwhile_is_not_overlooked(asked, beside, readings):
    opine(beside, COMMERCE)
    opine(asked, FIRE)

    assert readings.number == 2
    assert [task.step for task in asked.tasks()] == ["decide"]
    assert asked.told().count("task.answered") == 2
    assert asked.breaches() == []


def test_what_is_refused_is_done_on_the_state_the_next_time(asked, readings):
    with pytest.raises(Invalid):
        opine(asked, COMMERCE, opinion=["no", "opinion"])

    opine(asked, COMMERCE)

    assert readings.number == 1
    assert asked.breaches() == []


def test_a_deed_that_is_not_stored_leaves_no_trace(asked, readings):
    with pytest.raises(ZeroDivisionError):
        asked.do(COMMERCE, say_and_fail, asked.task("opine", "commerce").id)

    opine(asked, COMMERCE)
    opine(asked, FIRE)

    assert readings.number == 1
    assert asked.told().count("task.answered") == 2
    assert asked.breaches() == []


def test_two_processes_that_race_answer_twenty_tasks_once_each(desk):
    drawing.publish(desk, drawing.twenty_opinions())
    desk.hand_in({}, item="twenty")
    other = Desk(Parts(Database(desk.parts.database.url.render_as_string(hide_password=False))))
    other.number = desk.number
    try:
        deeds = [
            partial(at.do, Actor("person:9", "丙", frozenset({(task.department, "examiner")})),
                    drawing.say, task.id, "agree")
            for task in desk.tasks("opine")
            for at in (desk, other)
        ]  # fmt: skip
        results = at_once(*deeds)
    finally:
        other.parts.database.close()

    assert len(done(results)) == 20
    assert refused(results) == ["task.closed"] * 20
    assert desk.told().count("task.answered") == 20
    assert [task.step for task in desk.tasks()] == ["sum_up"]
    assert desk.breaches() == []


@pytest.fixture
def run():
    """A run that asks for one task."""
    process = drawing.two_ways_out().process()
    return Run.start(process, {}, {}, moment("2026-03-02T09:00"))[0]


def test_a_run_is_lent_to_one(run):
    runs, state = LiveRuns(), run.save()
    runs.keep({state: run})
    taken, ready = [], Event()
    threads = [
        Thread(target=lambda: (ready.wait(), taken.append(runs.take(state, run.process))))
        for _ in range(20)
    ]
    for thread in threads:
        thread.start()
    ready.set()
    for thread in threads:
        thread.join()

    assert [one for one in taken if one is not None] == [run]


def test_a_run_of_another_reading_of_the_process_is_let_go(run):
    runs, state = LiveRuns(), run.save()
    runs.keep({state: run})

    assert runs.take(state, object()) is None
    assert runs.take(state, run.process) is None


def test_those_that_rested_longest_go_first(run):
    runs = LiveRuns(most=2)
    for state in (b"1", b"2", b"3"):
        runs.keep({state: run})

    assert [runs.take(state, run.process) for state in (b"1", b"2", b"3")] == [None, run, run]


def test_a_large_run_is_not_kept(run):
    runs, large = LiveRuns(), b"x" * (LONGEST + 1)
    runs.keep({large: run})

    assert runs.take(large, run.process) is None


def test_a_run_that_rests_holds_on_to_nothing_but_its_state(run):
    LiveRuns().keep({run.save(): run})

    assert (run.workflow.application, run.workflow.item) == ({}, {})
    assert run.resume({"a": 1}, {}).workflow.application == {"a": 1}
