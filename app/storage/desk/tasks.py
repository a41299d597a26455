"""Tasks: what people are asked to do, what they put down meanwhile, and what they answered."""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, and_, bindparam, or_, select, text
from sqlalchemy.orm import Mapped, Session, load_only, mapped_column, relationship

from app.storage.case.cases import Case, readable
from app.storage.ground.base import Base
from app.storage.ground.columns import Id, Packed, PackedAlike
from engine.errors import NotFound
from engine.people import Actor, StandIn

SILENT, HANDED_ON = "silent", "handed_on"
MISSED = (SILENT, HANDED_ON)
"""How a task ends that nobody answered: the system agrees, or somebody else is asked."""
ANSWERED, RETURNED = "answered", "returned"
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
"""Sorts tasks without a limit behind all others."""


class Task(Base):
    __tablename__ = "task"
    __table_args__ = (
        Index(
            "ix_task_to_claim", "group", "due_at", "id",
            sqlite_where=text("closed_at IS NULL AND assignee_id IS NULL"),
            postgresql_where=text("closed_at IS NULL AND assignee_id IS NULL"),
        ),
        Index(
            "ix_task_mine", "assignee_id", "due_at", "id",
            sqlite_where=text("closed_at IS NULL AND assignee_id IS NOT NULL"),
            postgresql_where=text("closed_at IS NULL AND assignee_id IS NOT NULL"),
        ),
        Index(
            "ix_task_load", "department", "due_at", "id", "assignee_id", "yellow_at", "opened_at",
            sqlite_where=text("closed_at IS NULL"), postgresql_where=text("closed_at IS NULL"),
        ),
        Index(
            "ix_task_returned", "group", "due_at", "id",
            sqlite_where=text("closed_at IS NULL AND returned_from IS NOT NULL"),
            postgresql_where=text("closed_at IS NULL AND returned_from IS NOT NULL"),
        ),
        Index(
            "ix_task_delegated", "delegator_id", "due_at", "id",
            sqlite_where=text("closed_at IS NULL AND delegator_id IS NOT NULL"),
            postgresql_where=text("closed_at IS NULL AND delegator_id IS NOT NULL"),
        ),
        Index(
            "ix_task_done", "closed_by_id", "closed_at", "id",
            sqlite_where=text("closed_by_id IS NOT NULL"),
            postgresql_where=text("closed_by_id IS NOT NULL"),
        ),
        Index(None, "case_id"),
    )  # fmt: skip

    id: Mapped[str] = mapped_column(Id, primary_key=True)  # the engine's id
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    step: Mapped[str]
    name: Mapped[str]
    group: Mapped[str]  # "department/role", or a role of the whole centre
    department: Mapped[str | None]
    role: Mapped[str]
    process: Mapped[str | None]  # digest of the called process it is a step of
    path: Mapped[list[str] | None]  # the call activities it lies in, outermost first
    form: Mapped[str | None]
    scope: Mapped[str] = mapped_column(Id)
    settings: Mapped[dict[str, Any]] = mapped_column(PackedAlike, default=dict)
    revision: Mapped[int] = mapped_column()

    opened_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(default=NEVER)  # overdue from here on
    due_on: Mapped[date | None]  # the last day in time
    yellow_at: Mapped[datetime | None]
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    claimed_at: Mapped[datetime | None]
    delegator_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # confirms it
    delegate_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # prepares it
    snoozed_until: Mapped[datetime | None]  # its holder looks at it again from here on
    urges: Mapped[int | None]  # how often it was urged; none: never

    draft: Mapped[dict[str, Any] | None] = mapped_column(Packed)
    drafted_at: Mapped[datetime | None]
    answers: Mapped[dict[str, Any] | None] = mapped_column(Packed)
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None]  # an actor's id; "clock" for declared silence
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    closed_by_name: Mapped[str | None]
    closed_for_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # stood in for
    closing: Mapped[str | None]  # answered | silent | handed_on | withdrawn | returned
    taken_back_at: Mapped[datetime | None]  # a return let its answer count no more
    confirmed_at: Mapped[datetime | None]  # its opinion was confirmed for newer materials
    confirmed_by_name: Mapped[str | None]
    returned_from: Mapped[str | None] = mapped_column(Id)  # the task that was returned to it

    case: Mapped[Case] = relationship(lazy="raise")

    __mapper_args__ = {"version_id_col": revision}

    @property
    def delegated(self) -> bool:
        """Whether somebody prepares the answer for whoever will confirm it."""
        return self.delegator_id is not None and self.assignee_id == self.delegate_id

    @property
    def bound_at(self) -> datetime | None:
        """When the opinion it came to saw the materials; none where it came to none that counts."""
        given = "opinion" in self.settings and self.closing == ANSWERED
        if not given or self.taken_back_at is not None:
            return None
        return self.confirmed_at or self.closed_at

    def hand_to(self, person_id: int | None, at: datetime) -> None:
        """Let somebody hold the task, or with ``None`` its group; nobody answers for another."""
        self.assignee_id = person_id
        self.claimed_at = at if person_id is not None else None
        self.delegator_id, self.delegate_id, self.snoozed_until = None, None, None


def group_of(department: str | None, role: str) -> str:
    """Return the code of a group as diagrams write it.

    >>> group_of("fire", "examiner"), group_of(None, "window_clerk")
    ('fire/examiner', 'window_clerk')
    """
    return f"{department}/{role}" if department else role


def groups_of(actor: Actor) -> list[str]:
    """Return the codes of all groups an actor is in."""
    return sorted(group_of(department, role) for department, role in actor.pairs)


def covered(away: StandIn) -> Any:
    """Return the condition that a task, with its case joined, is one somebody stands in for."""
    groups = Task.group.in_(sorted(group_of(*pair) for pair in away.pairs))
    return groups if away.items is None else and_(groups, Case.item_code.in_(sorted(away.items)))


def _asked(actor: Actor) -> Any:
    return or_(Task.group.in_(groups_of(actor)), *map(covered, actor.stands_in))


def of_ids(session: Session, ids: Collection[str]) -> Sequence[Task]:
    """Return the tasks with these ids, in no order.

    Who is asked for what is read; the rest of a task when somebody asks for it.
    """
    return session.scalars(_of_ids(), {"ids": [*ids]}).all()


def named(session: Session, ids: Collection[str]) -> Sequence[Any]:
    """Return id, name and settings of some tasks: what their names in each language need."""
    return session.execute(select(Task.id, Task.name, Task.settings).where(Task.id.in_(ids))).all()


@cache
def _of_ids() -> Select[Task]:
    these = Task.id.in_(bindparam("ids", expanding=True))
    return select(Task).where(these).options(load_only(*_WHO_AND_WHAT))


_WHO_AND_WHAT = (
    Task.id, Task.case_id, Task.revision, Task.step, Task.name, Task.group, Task.department,
    Task.assignee_id, Task.closed_at,
)  # fmt: skip


def seen(session: Session, task_id: str, actor: Actor) -> tuple[Task, Case]:
    """Return one task this person may know of, with its case.

    :raises NotFound: there is none, or none they may see: the answer is the same.
    """
    row = session.execute(
        select(Task, Case)
        .join(Case, Case.id == Task.case_id)
        .where(Task.id == task_id, or_(readable(actor), _asked(actor)))
    ).one_or_none()
    if row is None:
        raise NotFound("task.unknown", "There is no such task.")
    return row[0], row[1]


def seen_of(session: Session, ids: Collection[str], actor: Actor) -> dict[str, tuple[Task, Case]]:
    """Return of some tasks, by their ids, those this person may know of, with their cases."""
    theirs = or_(readable(actor), _asked(actor))
    joined = select(Task, Case).join(Case, Case.id == Task.case_id)
    rows = session.execute(joined.where(Task.id.in_(ids), theirs))
    return {task.id: (task, case) for task, case in rows}
