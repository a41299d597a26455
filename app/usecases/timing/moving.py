"""Limits that move their case: drawn timers, and silence that was declared to mean something."""

from app.storage.cases import Case
from app.storage.deadlines import Deadline
from app.storage.tasks import Task
from app.usecases import reviewing
from app.usecases.counting import dates
from app.usecases.moving import Moved, put_back
from app.usecases.timing import overtaking, told
from app.usecases.work import Work
from engine import Run
from engine.rules import deadlines as rules
from engine.rules.opinions import OF_SILENCE


def move(work: Work, case: Case, deadline: Deadline, run: Run) -> None:
    """Let the run go on where the timer stands."""
    timer_id = deadline.timer_id or ""
    turns = _turns(work, case, deadline)
    change = run.pass_timer(timer_id, at=work.now, turns=turns)
    answered = _answer_by_silence(work, deadline)
    facts = [told.passed(deadline, turns), *overtaking.covered(work, case, change)]
    put_back(Moved(work, case, change, answered, passed=timer_id), run, facts)


def _turns(work: Work, case: Case, deadline: Deadline) -> int:
    """Return for how many turns of a cycle this one stands: those an outage has kept back.

    Source: facts C09.
    """
    if deadline.rule_kind != "cycle":
        return 1
    counting = dates.standing(work, case)
    span, calendar = counting.span(deadline), counting.calendar(deadline)
    return rules.turns_due(span.rule, span.from_, work.now, calendar, span.pauses)


def _answer_by_silence(work: Work, deadline: Deadline) -> Task | None:
    """Close the task whose declared silence this limit was."""
    if deadline.kind != "silence" or deadline.task_id is None:
        return None
    task = work.session.get_one(Task, deadline.task_id)
    opinion = OF_SILENCE[task.settings["silence"]]
    reviewing.close(work, task, {"opinion": opinion}, "silent")
    return task
