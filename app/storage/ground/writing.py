"""The session of whoever writes: no question is answered before what it was told to change."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Self

from sqlalchemy import Connection, event
from sqlalchemy.orm import ORMExecuteState, Session

from app.storage.ground.base import carry_out, store
from app.storage.ground.kept import Kept


class WritingSession(Session):
    """A session for one deed: it commits when its block ends and rolls back on any error.

    It keeps changes of rows and writes them once, at the end: a step costs few statements. It has
    one connection in one transaction, which it begins and ends itself.

    :param turn: what is held from before the transaction begins until it has ended.
    :param before_commit: called when all is written and nothing is left but the commit.
    """

    def __init__(
        self,
        kept: Kept,
        turn: AbstractContextManager[None],
        before_commit: Callable[[], None] | None,
    ) -> None:
        super().__init__(autoflush=False, expire_on_commit=False)
        self._kept, self._turn, self._before_commit = kept, turn, before_commit
        self._own: Connection | None = None
        self._committed = False

    def __enter__(self) -> Self:
        self._turn.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: Any) -> None:
        try:
            if kind is None:
                self._end()
        finally:
            try:
                self.close()  # which rolls back what is not committed
            finally:
                self._turn.__exit__(kind, *error)

    def connection(self, *_: Any, **__: Any) -> Connection:
        """The connection of this deed, in its transaction."""
        if self._own is None:
            self._own = self._kept.take()
            self._own.begin()
        return self._own

    def get_bind(self, *_: Any, **__: Any) -> Connection:
        """Let all that SQLAlchemy asks join the transaction."""
        return self.connection()

    def commit(self) -> None:
        """Commit what is written; whoever listens to sessions hears of it."""
        self.dispatch.before_commit(self)
        if self._own is not None:
            self._commit(self._own)
            self._committed = True
        self.dispatch.after_commit(self)

    def close(self) -> None:
        """Roll back what is not committed and give the connection back."""
        own, committed = self._own, self._committed
        self._own, self._committed = None, False
        try:
            super().close()
        finally:
            if own is not None:
                self._kept.give(own, sound=committed)

    @staticmethod
    def _commit(own: Connection) -> None:
        try:
            own.commit()
        except BaseException:
            own.rollback()  # else its pool would take the transaction, still open, for undone
            raise

    def _end(self) -> None:
        store(self)
        if self._before_commit is not None:
            self._before_commit()
        self.commit()


@event.listens_for(WritingSession, "do_orm_execute")
def _carry_out_first(asked: ORMExecuteState) -> None:
    carry_out(asked.session)
