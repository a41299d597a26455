"""What happens because time passes: a limit marks a case, or moves it."""

from app.storage import cases, deadlines
from app.storage.cases import Case
from app.storage.deadlines import RUNNING, Deadline
from app.storage.history import Fact, write
from app.storage.pauses import Pause
from app.storage.tasks import Task
from app.usecases import announcing, reviewing
from app.usecases.clocks import stopping
from app.usecases.clocks.grounds import clock_rules
from app.usecases.moving import Moved, in_hand, put_back
from app.usecases.work import Work
from engine.errors import Conflict
from engine.rules.opinions import OF_SILENCE


def pass_deadline(work: Work, case_id: int, deadline_id: str) -> tuple[Case, Deadline]:
    """Let one limit of a case pass: claim and effect in one transaction, exactly once.

    :raises NotFound: there is no such case.
    :raises Conflict: it was met, moved, or passed already; there is nothing to do.
    """
    case = cases.locked_by_id(work.session, case_id)
    deadline = work.session.get(Deadline, (case_id, deadline_id), populate_existing=True)
    if deadline is None or deadline.state != RUNNING or deadline.due_at > work.now:
        raise Conflict("deadline.gone", "This limit no longer counts, or has not passed yet.")
    deadlines.claim(work.session, deadline, work.now)
    details = {
        "kind": deadline.kind,
        "due_at": deadline.due_at.isoformat(),
        "basis": deadline.basis,
    }
    told = Fact("deadline.passed", deadline.step, details)
    if deadline.moves:
        _move(work, case, deadline, told)
    elif deadline.kind == stopping.PLANNED_END:
        _overrun(work, case, deadline)
    else:
        _mark(work, case, deadline, told)
    return case, deadline


def _move(work: Work, case: Case, deadline: Deadline, told: Fact) -> None:
    run = in_hand(work, case).run()
    timer_id = deadline.timer_id or ""
    change = run.pass_timer(timer_id, at=work.now)
    answered = _answer_by_silence(work, deadline)
    put_back(Moved(work, case, change, answered, passed=timer_id), run, [told])


def _answer_by_silence(work: Work, deadline: Deadline) -> Task | None:
    """Close the task whose declared silence this limit was."""
    if deadline.kind != "silence" or deadline.task_id is None:
        return None
    task = work.session.get_one(Task, deadline.task_id)
    opinion = OF_SILENCE[task.settings["silence"]]
    reviewing.close(work, task, {"opinion": opinion}, "silent")
    return task


def _overrun(work: Work, case: Case, deadline: Deadline) -> None:
    """A pause has lasted as long as planned: it ends where its rule says so, or somebody is told.

    Source: Administrative Licensing Law, Art. 45; facts D-12.
    """
    pause = work.session.get_one(Pause, stopping.of_watch(deadline))
    if clock_rules().grounds[pause.ground].ends_itself:
        facts = stopping.go_on(work, case, [pause], pause.planned_to_on)
    else:
        details = {"pause": pause.id, "ground": pause.ground, "due_at": deadline.due_at.isoformat()}
        facts = [Fact("pause.overrun", None, details)]
        group = f"{case.lead_department}/approver"
        announcing.overrun(work, case, pause.id, group, pause.ground)
    write(work.session, case, facts, work.actor, work.now)


def _mark(work: Work, case: Case, deadline: Deadline, told: Fact) -> None:
    write(work.session, case, [told], work.actor, work.now)
    task = work.session.get(Task, deadline.task_id) if deadline.task_id else None
    group = task.group if task is not None else f"{case.lead_department}/approver"
    params = {"kind": deadline.kind, "task": task.name if task is not None else None}
    announcing.overdue(work, case, deadline.id, group, params)
