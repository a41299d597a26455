"""The least a step has to keep: a case, its tasks, and what was done. Shared by both targets."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from sqlalchemy import Engine, ForeignKey, Index, create_engine, event, func, select
from sqlalchemy.engine import make_url
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class Case(Base):
    __tablename__ = "case"

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(default="open")
    version: Mapped[int] = mapped_column(default=0)
    run: Mapped[str] = mapped_column(default="")


class Task(Base):
    __tablename__ = "task"
    __table_args__ = (Index("ix_inbox", "group", "state", "due_at", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    name: Mapped[str]
    group: Mapped[str]
    state: Mapped[str] = mapped_column(default="open")
    due_at: Mapped[float]
    token: Mapped[str] = mapped_column(default="")  # the engine's id, where there is an engine


class Audit(Base):
    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int]
    at: Mapped[float]
    body: Mapped[str]


class Store:
    """Opens write transactions with the same durability as ours; SQLite's writers queue."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self._turn = Lock()
        self._queues = self.engine.dialect.name == "sqlite"

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits when the block ends."""
        if not self._queues:
            with Session(self.engine, expire_on_commit=False) as session, session.begin():
                yield session
            return
        with self._turn, Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session


def make(url: str) -> None:
    """Make the tables in an empty database."""
    engine = _engine(url)
    Base.metadata.create_all(engine)
    engine.dispose()


def steps_stored(url: str) -> list[int]:
    """Return how many steps the database knows of, asked in each way it can be asked."""
    engine = _engine(url)
    with Session(engine) as session:
        done = select(func.count()).select_from(Task).where(Task.state == "done")
        audited = select(func.count(Audit.task_id.distinct()))
        counts = [
            session.scalar(query) or 0 for query in (done, audited, select(func.count(Audit.id)))
        ]
    engine.dispose()
    return counts


def _engine(url: str) -> Engine:
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_size=16)
    engine = create_engine(url, pool_size=16, connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _prepare_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
