"""An attribute of a row is told from the row; what is not read yet is asked for."""

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.orm import aliased, load_only
from sqlalchemy.orm.exc import DetachedInstanceError

import app.storage.everything  # noqa: F401 - the first test is about all tables
from app.storage.case.cases import Case
from app.storage.ground.attributes import Loaded
from app.storage.ground.base import Base
from benchmarks.counting import counted


@pytest.fixture
def reading(parts, desk):
    """A session that looks, in an office with a case."""
    desk.hand_in()
    with parts.database.reading() as session:
        yield session


def test_all_columns_of_all_rows_are_told_so():
    kinds = [mapper.class_ for mapper in Base.registry.mappers]

    assert all(
        isinstance(getattr(kind, column.key), Loaded)
        for kind in kinds
        for column in inspect(kind).column_attrs
    )


def test_what_is_read_is_told_without_a_question(reading):
    case = reading.scalars(select(Case)).one()

    read = {name: value for name, value in vars(case).items() if name in inspect(Case).columns}

    with counted() as said:
        assert {name: getattr(case, name) for name in read} == read

    assert "number" in read
    assert said.statements == []


def test_what_is_not_read_is_asked_for(reading):
    case = reading.scalars(select(Case).options(load_only(Case.id))).one()
    assert "number" not in vars(case)

    assert case.number == reading.scalar(select(Case.number))


def test_what_a_new_row_was_not_told_is_nothing():
    assert Case().number is None


def test_what_cannot_be_asked_for_is_an_error(reading):
    case = reading.scalars(select(Case).options(load_only(Case.id))).one()
    reading.expunge(case)

    with pytest.raises(DetachedInstanceError):
        _ = case.number


def test_a_change_is_told_and_noticed(reading):
    case = reading.scalars(select(Case)).one()

    case.number = "2026-0099"

    assert case.number == "2026-0099"
    assert case in reading.dirty


def test_of_a_class_it_is_what_questions_are_made_of(reading):
    case, other = reading.scalars(select(Case)).one(), aliased(Case)

    assert reading.scalar(select(other.id).where(other.number == case.number)) == case.id
