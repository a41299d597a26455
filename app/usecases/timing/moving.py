"""Limits that move their case: drawn timers, and silence that was declared to mean something."""

from app.storage.cases import Case
from app.storage.deadlines import Deadline
from app.storage.tasks import Task
from app.usecases import reviewing
from app.usecases.moving import Moved, in_hand, put_back
from app.usecases.timing import told
from app.usecases.work import Work
from engine.rules.opinions import OF_SILENCE


def move(work: Work, case: Case, deadline: Deadline) -> None:
    """Let the run go on where the timer stands."""
    run = in_hand(work, case).run()
    timer_id = deadline.timer_id or ""
    change = run.pass_timer(timer_id, at=work.now)
    answered = _answer_by_silence(work, deadline)
    put_back(Moved(work, case, change, answered, passed=timer_id), run, [told.passed(deadline)])


def _answer_by_silence(work: Work, deadline: Deadline) -> Task | None:
    """Close the task whose declared silence this limit was."""
    if deadline.kind != "silence" or deadline.task_id is None:
        return None
    task = work.session.get_one(Task, deadline.task_id)
    opinion = OF_SILENCE[task.settings["silence"]]
    reviewing.close(work, task, {"opinion": opinion}, "silent")
    return task
