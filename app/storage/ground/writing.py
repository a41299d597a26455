"""The session of whoever writes: no question is answered before what it was told to change."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Self

from sqlalchemy import Engine, event
from sqlalchemy.orm import ORMExecuteState, Session

from app.storage.ground.base import carry_out, store


class WritingSession(Session):
    """A session for one deed: it commits when its block ends and rolls back on any error.

    It keeps changes of rows and writes them once, at the end: a step costs few statements.

    :param turn: what is held from before the transaction begins until it has ended.
    :param before_commit: called when all is written and nothing is left but the commit.
    """

    def __init__(
        self,
        engine: Engine,
        turn: AbstractContextManager[None],
        before_commit: Callable[[], None] | None,
    ) -> None:
        super().__init__(engine, autoflush=False, expire_on_commit=False)
        self._turn, self._before_commit = turn, before_commit

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

    def _end(self) -> None:
        store(self)
        if self._before_commit is not None:
            self._before_commit()
        self.commit()


@event.listens_for(WritingSession, "do_orm_execute")
def _carry_out_first(asked: ORMExecuteState) -> None:
    carry_out(asked.session)
