"""Questions: what whoever holds a task wants to know of others, without the case going back."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, Text, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.case.cases import Case
from app.storage.clock.deadlines import Deadline
from app.storage.desk.asking import person_id_of
from app.storage.desk.tasks import Task
from app.storage.ground.base import Base
from app.storage.ground.columns import Id
from engine.errors import NotFound
from engine.people import Actor
from engine.rules.upward import GO_ON, UPWARD

LEAD, DEPARTMENT, PARTY, BODY = "lead", "department", "applicant", "body"
HIGHER = "higher"
ADDRESSEES = (LEAD, DEPARTMENT, PARTY, BODY, HIGHER)
LINKED = (BODY, HIGHER)
"""They have no account and may answer by a link."""
ANSWERED, WITHDRAWN, OVER = "answered", "withdrawn", "over"
OPEN = text("closed_at IS NULL")
"""Said in the words of the index, or SQLite would not see that it fits."""


class Question(Base):
    """Open until it is answered or withdrawn, or its task is over; the case runs on meanwhile."""

    __tablename__ = "question"
    __table_args__ = (
        Index(None, "case_id", "id"),
        Index("ix_question_open", "department", "id", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_question_asker", "asker_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    task_id: Mapped[str] = mapped_column(Id, ForeignKey("task.id"))  # of whoever asks
    addressee: Mapped[str]  # lead | department | applicant | body | higher
    department: Mapped[str | None]  # that is asked
    text: Mapped[str] = mapped_column(Text)
    asker_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    asker_name: Mapped[str]
    asked_at: Mapped[datetime]
    elsewhere: Mapped[bool] = mapped_column(default=False)  # says that the task is not theirs
    upward: Mapped[str | None]  # wait | go_on: of an opinion that a matter must go upward
    passed_to: Mapped[str | None]  # the department that was asked instead
    body: Mapped[str | None]  # the name of one without an account, or of the authority above
    links: Mapped[int | None]  # how many it was sent
    link_until: Mapped[datetime | None]
    pause_id: Mapped[int | None] = mapped_column(ForeignKey("pause.id"))  # of the asker's limit

    answer: Mapped[str | None] = mapped_column(Text)
    came_on: Mapped[date | None]  # the day the reply of an authority above came in
    closing: Mapped[str | None]  # answered | withdrawn | over
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None]  # an actor's id
    closed_by_name: Mapped[str | None]

    @property
    def open(self) -> bool:
        """Whether it waits for its answer."""
        return self.closed_at is None

    def end(self, closing: str, at: datetime, by: Actor) -> None:
        """Note how the question ended, and by whom."""
        self.closing, self.closed_at = closing, at
        self.closed_by, self.closed_by_name = by.id, by.name


def get(session: Session, case_id: int, question_id: int) -> Question:
    """Return a question of a case.

    :raises NotFound: the case has none with this id.
    """
    found = session.get(Question, question_id)
    if found is None or found.case_id != case_id:
        raise NotFound("question.unknown", "There is no such question.")
    return found


def of_case(session: Session, case_id: int) -> Sequence[Question]:
    """Return the questions of a case, newest first."""
    theirs = select(Question).where(Question.case_id == case_id)
    return session.scalars(theirs.order_by(Question.id.desc())).all()


def asked_of_party(session: Session, case_id: int) -> Sequence[Question]:
    """Return what the party of a case was asked, newest first."""
    return [one for one in of_case(session, case_id) if one.addressee == PARTY]


def open_of_cases(session: Session, ids: Collection[int]) -> Sequence[Question]:
    """Return the questions of some cases that wait for their answers."""
    theirs = select(Question).where(Question.case_id.in_(ids), Question.closed_at.is_(None))
    return session.scalars(theirs.order_by(Question.id)).all()


def limit_name(question: Question) -> str:
    """Return by which name the limit of a question is found, within which it is sent up."""
    return f"{UPWARD}:{question.id}"


def limits_of(session: Session, asked: Collection[Question]) -> dict[int, Deadline]:
    """Return the limits of questions for an authority above that run or have passed, by their ids.

    Those that were sent up are not asked of anybody any more, and not among them.
    """
    names = {limit_name(one): one.id for one in asked if one.addressee == HIGHER and one.open}
    if not names:
        return {}
    found = select(Deadline).where(
        Deadline.case_id.in_({one.case_id for one in asked}),
        Deadline.timer_id.in_(names),
        Deadline.asked.is_not(None),
    )
    rows = session.scalars(found.execution_options(populate_existing=True))
    return {names[str(one.timer_id)]: one for one in rows}


def needless(session: Session, case_id: int, ended: bool) -> Sequence[Question]:
    """Return the questions of a case nobody needs answered any more: their tasks are over.

    Where the case goes on with the opinion that a matter must go upward, the lead is asked until
    that opinion counts no more, or the case has ended.

    :param ended: whether it has.
    """
    joined = select(Question).join(Task, Task.id == Question.task_id)
    theirs = joined.where(
        Question.case_id == case_id, Question.closed_at.is_(None), Task.closed_at.is_not(None)
    )
    if not ended:
        counts = Question.upward.is_not_distinct_from(GO_ON) & Task.taken_back_at.is_(None)
        theirs = theirs.where(~counts)
    return session.scalars(theirs.order_by(Question.id)).all()


def waiting_ids(actor: Actor, most: int) -> Select[int]:
    """Return the question for what the departments of somebody are asked and have not answered."""
    return select(Question.id).where(*_to_answer(actor)).limit(most)


def to_answer(
    session: Session, actor: Actor, limit: int = 50, after: int | None = None
) -> Sequence[tuple[Question, Task, Case]]:
    """Return what the departments of somebody are asked and have not answered; one more."""
    return _listed(session, _to_answer(actor), limit, after)


def asked_by(
    session: Session, actor: Actor, limit: int = 50, after: int | None = None
) -> Sequence[tuple[Question, Task, Case]]:
    """Return what somebody has asked, newest first; one more."""
    return _listed(session, (Question.asker_id == person_id_of(actor),), limit, after)


def _to_answer(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    return Question.department.in_(sorted(actor.departments)), Question.closed_at.is_(None)


def _listed(
    session: Session, theirs: Sequence[ColumnElement[bool]], limit: int, after: int | None
) -> Sequence[tuple[Question, Task, Case]]:
    query = (
        select(Question, Task, Case)
        .join(Task, Task.id == Question.task_id)
        .join(Case, Case.id == Question.case_id)
        .where(*theirs)
        .order_by(Question.id.desc())
        .limit(limit + 1)
    )
    if after is not None:
        query = query.where(Question.id < after)
    return [(question, task, case) for question, task, case in session.execute(query)]
