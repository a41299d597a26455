"""What a return has taken back counts no more; it stays with the case as it was said."""

from collections.abc import Sequence

from sqlalchemy import update

from app.storage.case.history import Fact
from app.storage.clock.silences import Silence
from app.storage.desk import case_tasks
from app.storage.desk.tasks import MISSED, Task
from app.usecases.moving.moved import Moved
from engine.change import TakenBack


def project(moved: Moved) -> list[Fact]:
    """Mark the answers that count no more; what was still owed for them is owed no more.

    Source: decision 172.
    """
    taken_back = moved.change.taken_back
    if not taken_back:
        return []
    rows = case_tasks.counting(moved.work.session, moved.case.id)
    gone = [row for row in rows if any(meant(row, one) for one in taken_back)]
    for row in gone:
        row.taken_back_at = moved.work.now
    _forgive(moved, [row.id for row in gone if row.closing in MISSED])
    return [Fact("answer.taken_back", row.step, {"task": row.id}) for row in gone]


def meant(task: Task, taken_back: TakenBack) -> bool:
    """Whether a task was asked at one of the places that are taken back."""
    place = "/".join((*(task.path or ()), task.step))
    inside = any(place == one or place.startswith(f"{one}/") for one in taken_back.places)
    return inside and (not taken_back.scopes or task.scope in taken_back.scopes)


def _forgive(moved: Moved, missed: Sequence[str]) -> None:
    """Let nobody owe an opinion on what is asked again."""
    if missed:
        owed = update(Silence).where(Silence.task_id.in_(missed), Silence.supplied_at.is_(None))
        moved.work.session.execute(owed.values(owed_until=None))
        moved.over.extend(missed)
