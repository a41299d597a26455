"""Deadlines: every limit that runs, as a row; the scheduler only looks here."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, ForeignKey, Index, literal_column, or_, text
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.ground.base import Base
from app.storage.ground.columns import Id

RUNNING, MET, FIRED, CANCELLED, REPLACED = "running", "met", "fired", "cancelled", "replaced"
PAUSED = "paused"
"""The clock of the limit stands: it cannot pass, and is due as if the pause ended as planned."""
OPEN = (RUNNING, PAUSED)
PREWARNING, CARD, STEP_CARD, URGING = "prewarning", "card", "step_card", "urging"
"""After these a card is given, or somebody who has not answered one is urged."""
OF_CARDS = (PREWARNING, CARD, STEP_CARD, URGING)
LATE_URGE = "late_urge"
"""After it the clock urges whoever has not done a task that is late."""
UNASKED = (*OF_CARDS, LATE_URGE)
"""Moments at which something is given or told; nobody is asked to meet them."""
OF_NOBODY = dict.fromkeys(("beside", "warn_at", "remind_at", "asked", "moved_at"))
"""What these say besides: nobody has to meet them, nobody is reminded of them."""


class Deadline(Base):
    """Runs or stands, and ends in exactly one of met, fired, cancelled or replaced (I3).

    *Marking* deadlines (``moves`` false) never load the run; *moving* ones are the drawn
    timers and the declared silences (decision 6).
    """

    __tablename__ = "deadline"
    __table_args__ = (
        Index(
            "ix_deadline_due", "due_at", "id",
            sqlite_where=text("state = 'running' AND held_by IS NULL"),
            postgresql_where=text("state = 'running' AND held_by IS NULL"),
        ),
        Index(
            "ix_deadline_remind", "remind_at", "id",
            sqlite_where=text("state = 'running' AND remind_at IS NOT NULL"),
            postgresql_where=text("state = 'running' AND remind_at IS NOT NULL"),
        ),
        Index(
            "ix_deadline_asked", "asked", "state", "due_at", "id",
            sqlite_where=text("asked IS NOT NULL"), postgresql_where=text("asked IS NOT NULL"),
        ),
        Index(
            "ix_deadline_held", "held_by",
            sqlite_where=text("held_by IS NOT NULL"),
            postgresql_where=text("held_by IS NOT NULL"),
        ),
        {"sqlite_with_rowid": False},
    )  # fmt: skip

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    task_id: Mapped[str | None] = mapped_column(Id, ForeignKey("task.id"))
    beside: Mapped[str | None] = mapped_column(Id)  # the task on whose border a timer is drawn
    timer_id: Mapped[str | None]  # the engine's id, for moving ones
    kind: Mapped[str]  # promised | statutory | step | timer | silence | late_opinion | card …
    moves: Mapped[bool]
    step: Mapped[str | None]

    rule_kind: Mapped[str]
    rule_value: Mapped[str]
    from_at: Mapped[datetime]
    follows_clock: Mapped[bool]
    due_at: Mapped[datetime]  # the first moment that is too late
    due_on: Mapped[date | None]  # the last day in time, for limits in days
    kept_at: Mapped[datetime | None]  # as announced, where a changed calendar would end it sooner
    kept_paused: Mapped[int | None]  # working days of pauses that this announced moment counted on
    provisional: Mapped[bool] = mapped_column(default=False)
    calendar_version: Mapped[str]
    basis: Mapped[str | None]  # the article of law it rests on
    warn_at: Mapped[datetime | None]  # about to end from here on
    remind_at: Mapped[datetime | None]  # when whoever is asked is told so; none once they are
    asked: Mapped[str | None]  # the department that has to meet it, or a role of the centre
    moved_at: Mapped[datetime | None]  # when it last became another moment

    state: Mapped[str] = mapped_column(default=RUNNING)
    ended_at: Mapped[datetime | None]  # recorded time; the legal time is due_at
    held_by: Mapped[int | None] = mapped_column(ForeignKey("incident.id"))

    @property
    def follows(self) -> str | None:
        """The id of the task whose calendar and pauses it follows; none of a limit of the case."""
        return self.task_id or self.beside


def _written_out(state: str) -> ColumnElement[bool]:
    """Return that a limit is in a state, with the state in the text of the question.

    Where a value decides whether an index serves, SQLite makes the whole statement ready again
    each time it is told that value: it took three quarters of the time of reading what a case asks.
    """
    return Deadline.state == literal_column(f"'{state}'")


RUNS = _written_out(RUNNING)
UNENDED = or_(RUNS, _written_out(PAUSED))
