"""What cases are found by: the parts of their names and their numbers, as an index keeps them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import LargeBinary, Select, TypeDecorator, and_, delete, false, select
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.case.cases import Case
from app.storage.ground import spelling
from app.storage.ground.base import Base, write_rows
from app.storage.ground.columns import Read, Written

LAST = "\U0010ffff"
"""Sorts behind everything that begins alike."""


class InOrder(TypeDecorator[str]):
    """A text that every database sorts by its bytes, whatever its language."""

    impl = LargeBinary
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Written:
        return lambda value: None if value is None else value.encode()

    def result_processor(self, dialect: Dialect, coltype: Any) -> Read:
        return lambda value: None if value is None else value.decode()


class SearchKey(Base):
    """Made from the case, and made again from it at any time; so nothing watches over it."""

    __tablename__ = "search_key"
    __table_args__ = {"sqlite_with_rowid": False}

    key: Mapped[str] = mapped_column(InOrder, primary_key=True)
    case_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class Findable(NamedTuple):
    """What the keys of a case are made of."""

    id: int
    number: str | None
    applicant_name: str
    process: str
    answers: Mapping[str, Any]


def keys_of(number: str | None, names: Iterable[str]) -> set[str]:
    """Return what a case is found by."""
    keys = {key for name in names for key in spelling.keys_of(name)}
    return keys | ({spelling.key_of_number(number)} if number else set())


def write(session: Session, case_id: int, keys: Iterable[str]) -> None:
    """Let a case be found by some keys."""
    write_rows(session, SearchKey, [{"key": key, "case_id": case_id} for key in sorted(keys)])


def write_all(session: Session, keys: Mapping[int, Iterable[str]]) -> None:
    """Let each of many cases be found by its keys, which are written in the order of the index."""
    pairs = sorted((key, case_id) for case_id, its in keys.items() for key in its)
    write_rows(session, SearchKey, [{"key": key, "case_id": case_id} for key, case_id in pairs])


def findable(session: Session, size: int) -> Iterator[Sequence[Findable]]:
    """Yield of all cases what their keys are made of, so many at a time."""
    columns = (Case.id, Case.number, Case.applicant_name, Case.process, Case.answers)
    query, last = select(*columns).order_by(Case.id).limit(size), 0
    while batch := [Findable(*row) for row in session.execute(query.where(Case.id > last))]:
        last = batch[-1].id
        yield batch


def forget(session: Session, case_id: int, keys: Iterable[str]) -> None:
    """Let a case be found by some keys no longer."""
    these = (SearchKey.case_id == case_id, SearchKey.key.in_(sorted(keys)))
    session.execute(delete(SearchKey).where(*these))


def fits(q: str, case_id: Any = Case.id) -> Any:
    """Return the condition that each word somebody looks for begins a key of the case.

    :param case_id: the column that names the case.
    """
    words = spelling.words_of(q)
    if not words:
        return false()
    return and_(*(case_id.in_(_beginning_any(word)) for word in words))


def _beginning_any(word: Sequence[str]) -> Any:
    """Return one question for every way to write a word: alternatives would read every case."""
    first, *others = map(_beginning, word)
    return first.union_all(*others) if others else first


def _beginning(word: str) -> Select[int]:
    within = (SearchKey.key >= word, SearchKey.key <= word + LAST)
    return select(SearchKey.case_id).where(*within)
