"""The session of whoever writes: no question is answered before what it was told to change."""

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

from app.storage.ground.base import carry_out


class WritingSession(Session):
    """A session for a deed, which keeps changes of rows until it stores."""


@event.listens_for(WritingSession, "do_orm_execute")
def _carry_out_first(asked: ORMExecuteState) -> None:
    carry_out(asked.session)
