"""Many limits pass together as each would alone: in one transaction, shared by several clocks."""

from collections import Counter
from random import Random

import pytest
from flask import Flask
from sqlalchemy import select, update

from app import clock
from app.storage.case.cases import Case
from app.storage.clock import due_limits
from app.storage.clock.deadlines import URGING, Deadline
from app.storage.ground.database import Database
from app.storage.post.incidents import Incident
from app.storage.post.notices import Notice
from app.usecases.clocks import pausing
from app.usecases.clocks.checking import Wish
from app.usecases.parts import Parts
from benchmarks import inboxes
from benchmarks import office as measured
from benchmarks.counting import counted
from engine.stories.telling import moment
from tests import office
from tests.office import TEA
from tests.usecases import drawing
from tests.usecases.desk import ACCEPT, CORRECT, HOTEL, Desk
from tests.usecases.racing import at_once

AT_ONCE = 200
MOST_SAID = 60
"""Statements of a whole pass of the clock over that many limits: none of them is for one limit."""
ITEMS = [
    ("enterprise_setup", TEA),
    ("enterprise_setup", HOTEL),
    ("two_ways", {}),
    ("breaking", {}),
]
on_postgres = pytest.mark.parametrize("databases", ["postgres"], indirect=True)


def hand_in_some(desk, random):
    """Bring some cases to where different kinds of limits run."""
    drawing.publish(desk, drawing.two_ways_out())
    drawing.publish(desk, drawing.breaking())
    for _ in range(9):
        item, answers = random.choice(ITEMS)
        desk.hand_in(answers, item=item)
    for number in [case.number for case in desk.all(select(Case))]:
        desk.number = number
        if desk.tasks("check_materials") and random.random() < 0.7:
            desk.answer("zhouwenjing", "check_materials", random.choice([ACCEPT, CORRECT]))
        if desk.case().accepted_on and random.random() < 0.5:
            wish = Wish("expert_review", random.randint(1, 10), "专家评审")
            desk.do("wangjianguo", pausing.pause_case, number, wish)


@pytest.fixture(params=[1, 2])
def twins(databases, request):
    """Two offices alike to the last row, in which limits of all kinds are due."""

    def fill(url):
        office.fill(url)
        parts, random = Parts(Database(url)), Random(request.param)
        office.set_clock(parts, moment("2026-03-02T09:00"))
        hand_in_some(Desk(parts), random)
        office.put_clock_on(parts, moment(f"2026-04-{random.randint(10, 30)}T09:00"))
        parts.database.close()

    name = f"due_{request.param}"
    with databases.like(name, fill) as one, databases.like(name, fill) as other:
        desks = Desk(Parts(Database(one))), Desk(Parts(Database(other)))
        yield desks
        for desk in desks:
            desk.parts.database.close()


def clock_of(desk):
    """An app context in which the clock of an office ticks."""
    flask = Flask("office")
    flask.extensions["parts"] = desk.parts
    return flask.app_context()


def one_by_one(desk):
    with clock_of(desk):
        while due := due_in(desk):
            clock.pass_one(*due[0])


def together(desk):
    with clock_of(desk):
        return [*clock.passing()]


def due_in(desk):
    with desk.look() as work:
        return due_limits.anywhere(work.session, work.now)


def remembered(desk):
    """What is known of every case, and told in the office, but for moments and random ids.

    Which case gets the card for too many in a quarter hangs on which of those due at once is third.
    """
    known, told = {}, Counter()
    for case in desk.all(select(Case)):
        desk.number = case.number
        rows = [row for row in desk.deadlines() if row.kind != URGING]
        known[case.number] = (
            (case.state, case.outcome, case.due_at, case.statutory_due_on),
            Counter((row.kind, row.step, row.state, row.due_at) for row in rows),
        )
        told.update((row.what, row.group, words(row)) for row in desk.notices())
        told.update(entry.what for entry in desk.history())
    return known, told


def words(notice):
    """What a notice says, but for the id of the card it is about."""
    return str({name: said for name, said in notice.params.items() if name != "card"})


def test_together_and_one_by_one_come_to_the_same(twins):
    one, other = twins
    assert {len(due_in(desk)) > 5 for desk in twins} == {True}

    one_by_one(one)
    together(other)

    assert remembered(one) == remembered(other)
    assert (due_in(other), one.breaches(), other.breaches()) == ([], [], [])


@pytest.fixture
def crowd(desk, in_app):
    """Ten cases, of each of which a step is late."""
    for _ in range(10):
        desk.accepted()
    desk.wait_until("2026-03-10T00:00")
    return desk


def poisoned(desk):
    """Let the limit of a step be the planned end of a pause that never was."""
    with desk.work("chengxiao") as work:
        late = due_limits.anywhere(work.session, work.now)[3]
        row = (Deadline.case_id == late[0], Deadline.id == late[1])
        said = update(Deadline).where(*row).values(kind="pause", timer_id="pause:0", moves=False)
        work.session.execute(said)
    return late


def test_a_limit_that_breaks_becomes_its_incident_and_the_others_pass(crowd, in_app):
    due, late = due_in(crowd), poisoned(crowd)

    with in_app():
        passed = [*clock.passing()]

    incident = crowd.all(select(Incident))[0]
    assert (incident.case_id, incident.move) == (late[0], {"deadline": late[1]})
    assert len(passed) == len(due) - 1
    assert (due_in(crowd), crowd.breaches()) == ([], [])


@on_postgres
def test_a_case_that_somebody_holds_is_passed_over_and_passes_later(crowd, in_app):
    due = due_in(crowd)
    with in_app():
        with crowd.work("zhouwenjing") as work:
            held = work.hold(number=crowd.number).case.id
            first = clock.pass_these(due)
        left = due_in(crowd)
        then = clock.pass_these(due)

    assert {case_id for case_id, _ in left} == {held}
    assert (len(first) + len(then), len(then)) == (len(due), len(left))


def test_two_clocks_with_the_same_limits_let_each_pass_once(crowd):
    due = due_in(crowd)

    def drain():
        with clock_of(crowd):
            return clock.pass_these(due) + [*clock.passing()]

    assert sum(map(len, at_once(drain, drain))) == len(due)
    told = Counter(notice.key for notice in crowd.all(select(Notice)))
    assert max(told.values()) == 1
    assert (due_in(crowd), crowd.breaches()) == ([], [])


def test_limits_of_a_case_pass_in_the_order_in_which_they_were_due(crowd, in_app):
    crowd.wait_until("2026-05-10T00:00")
    with in_app():
        passed = [*clock.passing()]

    for number in {limit.case for limit in passed}:
        of_case = [limit.due_at for limit in passed if limit.case == number]
        assert of_case == sorted(of_case)
        assert len(of_case) > 1


def test_many_limits_are_as_many_statements_as_few(databases):
    def fill(url):
        measured.fill(url)
        inboxes.open_tasks(url, AT_ONCE)

    with databases.like("late", fill) as url:
        desk = Desk(Parts(Database(url)))
        office.put_clock_on(desk.parts, moment("2030-01-01T00:00"))
        with clock_of(desk), counted() as said:
            passed = [*clock.passing()]
        desk.parts.database.close()

    assert len(passed) > AT_ONCE
    assert len(said) <= MOST_SAID, str(said)
