"""What lies on the desks of departments and people is counted, and found by its number: C12."""

import pytest

from app.shapes.desk.loads import department_loads
from app.storage.desk import loads
from app.storage.desk.loads import NOBODY, Wanted
from app.usecases.tasks import claiming
from benchmarks.counting import counted
from tests.usecases import drawing

SUPERVISOR = "caishoucheng"


@pytest.fixture
def laden(desk):
    """Two cases ask commerce and fire for opinions until Wednesday; one of fire's is claimed."""
    drawing.publish(desk, drawing.two_opinions())
    for _ in range(2):
        desk.hand_in({}, item="two_opinions")
    desk.do("zenghui", claiming.claim, desk.task("opine", "fire").id)
    return desk


def counts(desk, who=SUPERVISOR):
    """Open, near and overdue by department, and by who holds it."""
    with desk.look(who) as work:
        return {
            (one.department, part.person.username if part.person else None): (
                part.load.open,
                part.load.near,
                part.load.overdue,
            )
            for one in department_loads(work)
            for part in one.desks
        }


def test_what_is_open_is_counted_by_department_and_person(laden):
    assert counts(laden) == {
        ("commerce", None): (2, 0, 0),
        ("fire", None): (1, 0, 0),
        ("fire", "zenghui"): (1, 0, 0),
    }


def test_what_is_near_its_limit_and_what_is_over_it_is_told_apart(laden):
    laden.wait_until("2026-03-05T10:00")
    near = counts(laden)["fire", "zenghui"]
    laden.wait_until("2026-03-06T10:00")

    assert near == (1, 1, 0)
    assert counts(laden)["fire", "zenghui"] == (1, 0, 1)


def test_departments_see_their_own_load_and_supervision_every_one(laden):
    assert {code for code, _ in counts(laden, "zenghui")} == {"fire"}
    assert {code for code, _ in counts(laden)} == {"commerce", "fire"}


def test_all_counts_are_one_statement(laden):
    with laden.look() as work:
        now = work.now
        with counted() as said:
            loads.loads(work.session, {"commerce", "fire"}, now)

    assert len(said) == 1


@pytest.mark.parametrize(("person", "found"), [(None, 2), (NOBODY, 1)])
def test_the_tasks_behind_a_number_are_found_page_by_page(laden, person, found):
    with laden.look() as work:
        rows = loads.listed(work.session, Wanted("fire", person), work.now)
        first = rows[0][0]
        after = (first.due_at, first.id)
        rest = loads.listed(work.session, Wanted("fire", person, after=after), work.now)
        overdue = loads.listed(work.session, Wanted("fire", person, "overdue"), work.now)

    assert (len(rows), len(rest), overdue) == (found, found - 1, [])
