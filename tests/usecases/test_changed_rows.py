"""Rows read by columns and written one statement each are what the session would make of them."""

import pytest
from sqlalchemy import inspect, select, update
from sqlalchemy.orm import load_only
from sqlalchemy.orm.exc import StaleDataError

from app.storage.case import cases, history, holding
from app.storage.case.applications import Application
from app.storage.case.cases import Case
from app.storage.case.history import Fact
from app.storage.clock import case_limits, endings
from app.storage.clock.deadlines import MET, Deadline
from app.storage.desk.tasks import Task
from app.storage.ground.base import store
from benchmarks.counting import counted
from engine.stories.telling import moment
from tests.usecases.desk import CLOCK


@pytest.fixture
def writing(parts, desk):
    """A session in an office with a case, and the number of the case."""
    desk.hand_in()
    with parts.database.writing() as session:
        yield session, desk.number


def change_elsewhere(session, row):
    """Write a row past the session that has read it, as somebody else would."""
    table = type(row).__table__
    changed = update(table).where(table.c.id == row.id).values(revision=row.revision + 1)
    session.connection().execute(changed)


def test_a_held_case_is_as_the_session_reads_it(parts, desk):
    desk.hand_in()
    with parts.database.reading() as held, parts.database.reading() as read:
        here = holding.hold(held, number=desk.number)
        there = cases.by_number(read, desk.number)
        tasks = [one for one in here.tasks.values() if one.closed_at is None]

        columns = [one.key for one in inspect(Case).column_attrs]
        assert [getattr(here.case, name) for name in columns] == [
            getattr(there, name) for name in columns
        ]
        assert tasks
        assert not held.dirty


def test_a_new_case_is_written_once_and_is_as_the_session_reads_it(parts, desk):
    with counted() as said:
        desk.hand_in()
    about_cases = [
        text for text, _ in said.statements if 'INTO "case"' in text or 'UPDATE "case"' in text
    ]
    with parts.database.reading() as read:
        there = cases.by_number(read, desk.number)
        assert (there.revision, there.paused, there.limits, there.outcome) == (1, False, None, None)
    assert len(about_cases) == 1


def test_what_was_not_read_is_read_when_somebody_asks(writing):
    session, number = writing
    case = holding.hold(session, number=number).case

    with counted() as said:
        assert case.limits is None

    assert len(said) == 1


def test_what_decides_whether_an_index_serves_is_written_out(writing):
    session, number = writing

    with counted() as said:
        holding.hold(session, number=number)

    under_the_lock = next(text for text, _ in said.statements if "min(deadline.due_at)" in text)
    assert "deadline.state = 'running'" in under_the_lock


def test_rows_of_two_tables_are_written_in_one_order(writing):
    session, number = writing
    held = holding.hold(session, number=number)
    for task in held.open_tasks():
        task.urges = 1
    held.case.state = "accepted"

    with counted() as said:
        store(session)

    told = " ".join(text for text, _ in said.statements)
    assert told.index('UPDATE "case"') < told.index("UPDATE task")


def test_a_row_read_without_its_revision_is_written_as_any_other(writing):
    session, number = writing
    these = select(Case).where(Case.number == number).options(load_only(Case.state))
    case = session.scalars(these).one()
    case.state = "accepted"

    store(session)

    there = session.execute(select(Case.state, Case.revision).where(Case.number == number)).one()
    assert there == ("accepted", case.revision)


def test_only_what_differs_is_written_and_the_revision_grows(writing):
    session, number = writing
    case = holding.hold(session, number=number).case
    before = case.revision
    case.state, case.outcome, case.paused = "accepted", case.outcome, False

    with counted() as said:
        store(session)

    assert (len(said), case.revision, [*session.dirty]) == (1, before + 1, [])
    assert "outcome" not in str(said)
    assert "paused" not in str(said)


def test_what_is_as_it_was_is_not_written(writing):
    session, number = writing
    case = holding.hold(session, number=number).case
    case.state, before = case.state, case.revision

    with counted() as said:
        store(session)

    assert (len(said), case.revision) == (0, before)


def test_a_row_somebody_else_has_changed_is_not_written(writing):
    session, number = writing
    case = holding.hold(session, number=number).case
    change_elsewhere(session, case)
    case.state = "accepted"

    with pytest.raises(StaleDataError):
        store(session)
    session.rollback()


def test_beside_other_rows_a_row_somebody_else_has_changed_is_not_written(writing):
    session, number = writing
    held = holding.hold(session, number=number)
    (task,), case = held.open_tasks(), held.case
    change_elsewhere(session, task)
    case.state, task.urges = "accepted", 1

    with pytest.raises(StaleDataError):
        store(session)
    session.rollback()


def test_single_rows_of_many_kinds_are_one_message_to_another_process(writing):
    session, number = writing
    held = holding.hold(session, number=number)
    (task,), case = held.open_tasks(), held.case
    endings.end(session, case.id, moment("2026-03-03T09:00"), {"answered": task.id})
    task.urges = 1
    history.write(session, case, [Fact("case.noted")], CLOCK, moment("2026-03-03T09:00"))

    with counted() as said:
        store(session)

    assert len(said) == (1 if session.connection().dialect.name == "postgresql" else 4)
    assert session.scalar(select(Deadline.state).filter_by(task_id=task.id)) == MET
    assert session.scalar(select(Task.urges).filter_by(id=task.id)) == 1
    assert history.of_case(session, case.id)[-1].what == "case.noted"


def test_limits_that_end_have_ended_for_whoever_reads_them_before_they_are_stored(writing):
    session, number = writing
    case = holding.hold(session, number=number).case
    running = case_limits.of_case(session, case.id, running=True)
    session.expunge_all()

    endings.end(session, case.id, moment("2026-03-03T09:00"), {"kinds": [running[0].kind]})
    endings.end(session, case.id, moment("2026-03-03T09:00"), {"kinds": [running[1].kind]})

    left = case_limits.of_case(session, case.id, running=True)
    assert {one.id for one in left} == {one.id for one in running[2:]}


def test_held_again_a_case_is_the_same_object_as_it_is_now(writing):
    session, number = writing
    case = holding.hold(session, number=number).case
    elsewhere = update(Case.__table__).where(Case.__table__.c.id == case.id)
    session.connection().execute(elsewhere.values(state="suspended"))

    again = holding.hold(session, number=number).case

    assert again is case
    assert (case.state, [*session.dirty]) == ("suspended", [])


def test_beside_new_rows_without_a_revision_the_session_writes_everything(writing):
    session, number = writing
    case = holding.hold(session, number=number).case
    case.application_version = 2
    session.add(
        Application(
            case_id=case.id, number=2, answers={}, submitted_at=case.received_at,
            submitted_by="person:1",
        )
    )  # fmt: skip

    store(session)

    assert not session.new
    assert not session.dirty
    assert cases.by_number(session, number).application_version == 2
