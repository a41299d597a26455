"""How limits of a case end: those that no longer run because of a move."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, ColumnElement, Update, case, false, or_, update
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from app.storage.clock.deadlines import CANCELLED, FIRED, MET, UNENDED, Deadline
from app.storage.ground.base import write_change
from app.storage.ground.batches import KNOWN
from app.storage.ground.statements import Change, New


def end(session: Session, case_id: int, now: datetime, why: Mapping[str, Any]) -> None:
    """End limits of a case with what is stored next; until then they stand as they were.

    Those are met of which is told that what they were for was done, others are cancelled. What
    had passed before stays so, and nobody is asked for it any more. No such row may be an object
    of the session.

    :param why: ``answered`` a task, limits of the ``kinds`` that were met, the ids of the timers
        ``stopped`` and of the tasks ``closed``; what is empty is not named.
    """
    each = {name: [*of] if name in _LISTED else [of] for name, of in why.items()}
    row = {_nth(name, at): one for name, of in each.items() for at, one in enumerate(of)}
    ending, kinds = _ending(tuple((name, len(of)) for name, of in each.items()))
    write_change(session, ending, kinds, row | {"of_case": case_id, "now": now})


_LIMIT = Deadline.__table__.columns
_LISTED = {"kinds": _LIMIT.kind, "stopped": _LIMIT.timer_id, "closed": _LIMIT.task_id}
_REASONS = {"answered": _LIMIT.task_id} | _LISTED
_DONE = ("answered", "kinds")


def _nth(name: str, at: int) -> str:
    return f"{name}_{at}"


@lru_cache(KNOWN)
def _ending(why: tuple[tuple[str, int], ...]) -> tuple[Change, Mapping[str, TypeEngine[Any]]]:
    """Return how limits end for some reasons, and what is told of them.

    :param why: names of reasons, and how much is told of each.
    """
    told = {name: [_nth(name, at) for at in range(count)] for name, count in why}
    kinds = {one: _REASONS[name].type for name, each in told.items() for one in each}

    def ending(new: New) -> Update:
        these = {
            name: _is_one_of(_REASONS[name], [new[one] for one in told[name]]) for name in told
        }
        done = or_(false(), *(these[name] for name in _DONE if name in these))
        passed = _LIMIT.state == FIRED
        return (
            update(Deadline)
            .where(_LIMIT.case_id == new["of_case"], or_(*these.values()))
            .where(or_(UNENDED, _LIMIT.asked.is_not(None)))
            .values(
                state=case((passed, FIRED), (done, MET), else_=CANCELLED),
                ended_at=case((passed, _LIMIT.ended_at), else_=new["now"]),
                asked=None,
            )
        )

    return ending, kinds | {"of_case": _LIMIT.case_id.type, "now": _LIMIT.ended_at.type}


def _is_one_of(column: Column[Any], values: Iterable[Any]) -> ColumnElement[bool]:
    """As ``IN`` does, with a place for each value; that would be spelt out anew each time."""
    return or_(*(column == value for value in values))
