"""Many at once: one wins where only one may, everybody succeeds where all may."""

from functools import partial

import pytest
from sqlalchemy import select

from app import clock
from app.storage.clock import due_limits
from app.storage.office import people
from app.storage.office.people import Person
from app.usecases import timing
from app.usecases.cases import withdrawing
from app.usecases.people import entering
from app.usecases.processes import designing
from app.usecases.tasks import claiming, reviewing
from engine.people import Actor
from tests.usecases import drawing
from tests.usecases.desk import ACCEPT, CLOCK, sign_in
from tests.usecases.racing import at_once, done, refused

YES = {"opinion": "yes"}


@pytest.fixture
def two_ways(desk):
    """A case that a clerk or the clock decides; its limit has just passed."""
    drawing.publish(desk, drawing.two_ways_out())
    desk.hand_in({}, item="two_ways")
    desk.wait_until("2026-03-06T00:00")
    return desk


def person(number, department, role):
    return Actor(f"person:{number}", f"P{number}", frozenset({(department, role)}))


def test_of_thirty_who_claim_at_once_one_holds_the_task(desk):
    desk.hand_in()
    task = desk.task("check_materials").id
    clerks = [person(number, "window", "window_clerk") for number in range(1, 31)]

    results = at_once(*(partial(desk.do, clerk, claiming.claim, task) for clerk in clerks))

    holders = [winner.assignee_id for winner in done(results)]
    assert holders == [desk.task("check_materials").assignee_id]
    assert refused(results) == ["task.claimed"] * 29
    assert desk.told().count("task.claimed") == 1


def test_twenty_departments_answer_at_once_and_meet_in_one_join(desk):
    drawing.publish(desk, drawing.twenty_opinions())
    desk.hand_in({}, item="twenty")
    tasks = desk.tasks("opine")
    deeds = [
        partial(
            desk.do,
            person(place, task.department, "examiner"),
            reviewing.complete_task,
            task.id,
            YES,
        )
        for place, task in enumerate(tasks, start=1)
    ]

    results = at_once(*deeds)

    assert refused(results) == []
    assert [task.step for task in desk.tasks()] == ["sum_up"]
    assert desk.told().count("task.answered") == 20
    assert desk.breaches() == []


def test_one_task_answered_by_ten_at_once_is_answered_once(desk):
    desk.hand_in()
    task = desk.task("check_materials").id
    clerks = [person(number, "window", "window_clerk") for number in range(1, 11)]

    results = at_once(
        *(partial(desk.do, clerk, reviewing.complete_task, task, ACCEPT) for clerk in clerks)
    )

    assert (len(done(results)), refused(results)) == (1, ["task.closed"] * 9)
    assert desk.told().count("case.accepted") == 1
    assert desk.breaches() == []


def test_either_the_clerk_decides_or_the_clock_never_both(two_ways):
    desk, clerk = two_ways, person(1, "window", "window_clerk")
    limit = desk.deadlines(moves=True)[0]

    results = at_once(
        partial(desk.do, clerk, reviewing.complete_task, desk.task("look").id, YES),
        partial(desk.do, CLOCK, timing.pass_deadline, limit.case_id, limit.id),
    )

    assert len(done(results)) == 1
    assert desk.told().count("case.ended") == 1
    assert desk.breaches() == []


def test_either_the_answer_counts_or_the_withdrawal(desk):
    desk.hand_in()
    answer = partial(
        desk.do, "zhouwenjing", reviewing.complete_task, desk.task("check_materials").id
    )
    withdraw = partial(desk.do, "party", withdrawing.withdraw, desk.number, "")

    results = at_once(partial(answer, ACCEPT), withdraw)

    assert desk.case().outcome == "withdrawn"
    assert set(refused(results)) <= {"task.closed"}
    assert desk.breaches() == []


def test_two_ticks_at_once_let_each_limit_pass_once(desk, in_app):
    for _ in range(10):
        desk.hand_in()
    desk.wait_until("2026-03-10T00:00")
    with desk.look() as work:
        due = len(due_limits.anywhere(work.session, work.now))

    def tick():
        with in_app():
            return clock.tick()

    assert sum(at_once(tick, tick, tick)) == due
    assert desk.breaches() == []


def test_hand_ins_at_once_get_numbers_of_their_own(desk):
    cases = at_once(*[desk.hand_in] * 12)

    assert len({case.number for case in cases}) == 12
    assert desk.breaches() == []


def test_a_case_is_decided_and_drafted_at_once_without_a_lost_answer(desk):
    desk.hand_in()
    task = desk.task("check_materials").id

    results = at_once(
        partial(desk.do, "zhouwenjing", reviewing.complete_task, task, ACCEPT),
        *[partial(desk.do, "zhouwenjing", claiming.save_draft, task, {"outcome": "correct"})] * 5,
    )

    assert set(refused(results)) <= {"task.closed"}
    closed = desk.task("check_materials", closed=True)
    assert (closed.answers["outcome"], closed.draft) == ("accept", None)


def test_a_version_published_by_many_at_once_is_one_version(desk):
    drawing.publish(desk, drawing.two_ways_out())
    files = drawing.files_of(drawing.two_ways_out()) | {"stories.toml": drawing.STORY + b"\n"}

    results = at_once(*[partial(desk.do, "duruoxi", designing.publish, files)] * 4)

    assert {result.version.number for result in done(results)} == {2}
    assert sum(result.new for result in done(results)) == 1
    assert set(refused(results)) <= {"process.published_meanwhile"}


def test_guesses_made_at_once_are_all_counted(desk):
    with desk.work(CLOCK) as work:
        people.by_username(work.session, "hanlei").password_hash = entering.hashed("the right one")
    guess = partial(desk.do, CLOCK, sign_in, "hanlei", "a wrong one")

    at_once(*[guess] * 5)

    person = desk.all(select(Person).filter_by(username="hanlei"))[0]
    assert person.locked_until is not None
