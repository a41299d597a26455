"""Meetings: departments come together on a case, in the hall or on the site; who was invited."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ForeignKey, Index, and_, or_, select, true
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.case.cases import Case, visible
from app.storage.ground.base import Base
from engine.errors import NotFound
from engine.people import Actor

PLANNED, CLOSED, CANCELLED, VOID = "planned", "closed", "cancelled", "void"
"""Void: the case ended before the meeting was held."""
ACCEPTED, DECLINED = "accepted", "declined"
PRESENT, EXCUSED, ABSENT = "present", "excused", "absent"


class Meeting(Base):
    """A joint meeting or survey of one case, with its minutes once it is over."""

    __tablename__ = "meeting"
    __table_args__ = (Index(None, "case_id"), Index(None, "begins_at", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    kind: Mapped[str]  # meeting | survey
    place: Mapped[str]
    begins_at: Mapped[datetime]
    agenda: Mapped[str]
    people: Mapped[list[str]]  # user names of those invited by name
    quorum: Mapped[int]  # how many departments must come
    state: Mapped[str]
    changes: Mapped[int] = mapped_column(default=0)  # how often it was moved or called off
    reason: Mapped[str | None]  # of the last change
    called_by: Mapped[str]  # an actor's id
    called_by_name: Mapped[str]
    called_at: Mapped[datetime]
    invited_at: Mapped[datetime]  # when those invited were told of this place and moment
    attended_at: Mapped[datetime | None]  # when it was noted who came
    minutes: Mapped[str | None]
    paper: Mapped[str | None]  # the number of the minutes
    ended_at: Mapped[datetime | None]
    ended_by_name: Mapped[str | None]


class Invitation(Base):
    """That a department is invited, what it answered, whether it came and what it said there."""

    __tablename__ = "invitation"
    __table_args__ = (Index(None, "department", "meeting_id"), {"sqlite_with_rowid": False})

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    department: Mapped[str] = mapped_column(ForeignKey("department.code"), primary_key=True)
    group: Mapped[str]  # who is told for it
    reply: Mapped[str | None]  # accepted | declined
    reply_reason: Mapped[str | None]
    replied_by_name: Mapped[str | None]
    replied_at: Mapped[datetime | None]
    attendance: Mapped[str | None]  # present | excused | absent
    came: Mapped[str | None]  # the names of those who came
    opinion: Mapped[str | None]
    words: Mapped[str | None]  # what it said


@dataclass(frozen=True)
class Wanted:
    """Which meetings are asked for.

    :param scope: those one's departments lead or are invited to, or all of cases one may see.
    :param over: those that are over, the newest first, instead of those to come, nearest first.
    :param after: the (begins_at, id) of the last row seen.
    """

    scope: Literal["mine", "seen"] = "mine"
    over: bool = False
    after: tuple[datetime, int] | None = None
    limit: int = 50


def of_case(session: Session, case_id: int) -> Sequence[Meeting]:
    """Return the meetings of a case, the first first."""
    query = select(Meeting).where(Meeting.case_id == case_id)
    return session.scalars(query.order_by(Meeting.begins_at, Meeting.id)).all()


def planned(session: Session, case_id: int) -> Sequence[Meeting]:
    """Return the meetings of a case that are still to be held, or to be closed."""
    return [one for one in of_case(session, case_id) if one.state == PLANNED]


def of_number(session: Session, case_id: int, meeting_id: int) -> Meeting:
    """Return one meeting of a case.

    :raises NotFound: the case has no such meeting.
    """
    found = select(Meeting).where(Meeting.case_id == case_id, Meeting.id == meeting_id)
    meeting = session.scalar(found.execution_options(populate_existing=True))
    if meeting is None:
        raise NotFound("meeting.unknown", "There is no such meeting.")
    return meeting


def invited(session: Session, meeting_ids: Collection[int]) -> dict[int, list[Invitation]]:
    """Return who is invited to some meetings, by their ids."""
    found: dict[int, list[Invitation]] = {one: [] for one in meeting_ids}
    query = select(Invitation).where(Invitation.meeting_id.in_(meeting_ids))
    for row in session.scalars(query.order_by(Invitation.meeting_id, Invitation.department)):
        found[row.meeting_id].append(row)
    return found


def listed(session: Session, actor: Actor, wanted: Wanted) -> list[tuple[Meeting, Case]]:
    """Return a page of meetings with their cases; one row more."""
    query = select(Meeting, Case).join(Case, Case.id == Meeting.case_id)
    theirs = _of_departments(actor) if wanted.scope == "mine" else true()
    query = query.where(visible(actor), theirs, (Meeting.state != PLANNED) == wanted.over)
    order: tuple[Any, ...] = (Meeting.begins_at, Meeting.id)
    if wanted.over:
        order = (Meeting.begins_at.desc(), Meeting.id.desc())
    if wanted.after is not None:
        query = query.where(_behind(wanted.after, wanted.over))
    rows = session.execute(query.order_by(*order).limit(wanted.limit + 1))
    return [(meeting, case) for meeting, case in rows]


def since(session: Session, actor: Actor, moment: datetime, most: int) -> list[Any]:
    """Return the meetings of one's departments from a moment on, with their cases, in order.

    Those called off are among them, so that they leave the calendars they stand in.
    """
    query = select(Meeting, Case).join(Case, Case.id == Meeting.case_id)
    theirs = query.where(visible(actor), _of_departments(actor), Meeting.begins_at >= moment)
    ordered = theirs.order_by(Meeting.begins_at, Meeting.id).limit(most)
    return [(meeting, case) for meeting, case in session.execute(ordered)]


def _of_departments(actor: Actor) -> Any:
    ids = select(Invitation.meeting_id).where(Invitation.department.in_(actor.departments))
    return or_(Case.lead_department.in_(actor.departments), Meeting.id.in_(ids))


def _behind(place: tuple[datetime, int], backwards: bool) -> Any:
    moment, meeting_id = place
    same = Meeting.begins_at == moment
    if backwards:
        return or_(Meeting.begins_at < moment, and_(same, Meeting.id < meeting_id))
    return or_(Meeting.begins_at > moment, and_(same, Meeting.id > meeting_id))
