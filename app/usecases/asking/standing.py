"""While a question waits, the limit of the asker's own step may stand, a few times."""

from collections.abc import Iterator

from app.storage.case.cases import Case
from app.storage.case.history import Fact
from app.storage.clock import pauses
from app.storage.desk.tasks import Task
from app.storage.joint.questions import HIGHER, Question
from app.usecases.asking.wishes import Wish
from app.usecases.clocks import capping, stopping
from app.usecases.clocks.grounds import QUESTION, UPWARD, Ground
from app.usecases.work import Work
from engine.errors import Fault


def ground_of(work: Work, task: Task, to: str | None = None) -> Ground | None:
    """Return by which rule the limit of a step stands while it waits; none where it cannot.

    :param to: of whom it is asked: the higher authority has a rule of its own.
    """
    code = UPWARD if to == HIGHER else QUESTION
    return work.clock.grounds.get(code) if task.due_on is not None else None


def may_stop(work: Work, task: Task, to: str | None = None) -> bool:
    """Whether the limit of a step can stand for one more question.

    :param to: of whom it is asked: the higher authority has a rule of its own.
    """
    ground = ground_of(work, task, to)
    if ground is None or _often(work, task, ground):
        return False
    return _left(work, task, ground) != 0


def too_often(work: Work, task: Task, wish: Wish) -> Iterator[Fault]:
    """Yield what is wrong where the limit cannot stand, or stood too often for questions.

    Source: facts D-12; decision 180.
    """
    ground = ground_of(work, task, wish.to)
    if not wish.stop:
        return
    if ground is None:
        message = "This step has no limit that could stand; ask without stopping it."
        yield Fault("stop", "question.no_limit", message)
    elif _often(work, task, ground):
        message = "The limit of this step stood %(most)s times for questions; ask without stopping."
        yield Fault("stop", "question.too_often", message, {"most": ground.most_times})
    elif _left(work, task, ground) == 0:
        message = "The limit of this step stood %(most)s working days; ask without stopping it."
        yield Fault("stop", "question.total", message, {"most": ground.most_total_days})


def stop(work: Work, task: Task, case: Case, question: Question) -> list[Fact]:
    """Let the limit of the asker's step stand: of this task alone, as long as its rule says."""
    ground = work.clock.grounds[UPWARD if question.addressee == HIGHER else QUESTION]
    left = _left(work, task, ground)
    days = ground.most_days if left is None else min(ground.most_days, left)
    pause = stopping.row(work, case, ground, days)
    pause.task_id, pause.department, pause.reason = task.id, task.department, question.text
    facts = stopping.stop(work, case, pause, ground)
    question.pause_id = pause.id
    return facts


def _left(work: Work, task: Task, ground: Ground) -> int | None:
    return capping.days_left(work, work.session.get_one(Case, task.case_id), ground, task.id)


def _often(work: Work, task: Task, ground: Ground) -> bool:
    if not ground.most_times:
        return False
    rows = pauses.of_case(work.session, task.case_id)
    times = sum(one.task_id == task.id and one.ground == ground.code for one in rows)
    return times >= ground.most_times
