"""A task that nobody answered in time: the system agrees for its group, or others are asked."""

from sqlalchemy import select

from app.storage.case.cases import Case
from app.storage.case.history import Fact
from app.storage.clock import due_limits
from app.storage.clock.deadlines import RUNNING, Deadline
from app.storage.clock.silences import Silence
from app.storage.desk.tasks import HANDED_ON, SILENT, Task, group_of
from app.storage.office import people
from app.usecases.cards import judging
from app.usecases.moving import Moved, put_back
from app.usecases.tasks import reviewing, telling
from app.usecases.timing import marking, overtaking, owing, told
from app.usecases.work import Work
from engine import Run
from engine.change import OpenTask
from engine.rules.deadlines import last_day
from engine.rules.silences import Declared, declared


def settle(work: Work, case: Case, deadline: Deadline, run: Run) -> None:
    """Close the task whose limit this was as its step declares, and keep who missed it.

    The department whose say is gone is told so on paper, and still owes its opinion.

    Source: facts D-28, T-44; decisions 21, 100, 101.
    """
    task = work.session.get_one(Task, deadline.task_id)
    missed = declared(task.settings)
    if missed is None:
        raise ValueError(f"the step {task.step} declares neither silence nor absence")
    timer_id = deadline.timer_id or ""
    change = run.pass_timer(timer_id, at=work.now)
    heir = next((one for one in change.opened if one.follows == task.id), None)
    silence = _silence(work, task, missed, deadline)
    silence.heir_id = heir.id if heir is not None else None
    others = [*_marked(work, case, task), *overtaking.covered(work, case, change)]
    carded = judging.on_passed(work, case, deadline)
    facts = [told.passed(deadline), *others, _told(silence, heir, task), *carded]
    moved = Moved(work, case, change, task, passed=timer_id, silence=silence)
    _close(work, task, missed)
    if missed.outcome != ESCALATE:
        owing.begin(moved, silence)
    asked = group_of(heir.department, heir.role) if heir is not None else None
    telling.missed(work, case, silence, task, asked)
    put_back(moved, run, facts)


ESCALATE = "escalate"
"""The department itself still answers, by its head: it owes nothing beside that."""


def _marked(work: Work, case: Case, task: Task) -> list[Fact]:
    """Let the limits of the task that only mark pass first: silence does not keep them."""
    ended = select(Deadline).where(
        Deadline.case_id == case.id,
        Deadline.task_id == task.id,
        Deadline.state == RUNNING,
        ~Deadline.moves,
        Deadline.due_at <= work.now,
    )
    rows = work.session.scalars(ended.order_by(Deadline.due_at, Deadline.id)).all()
    if rows:
        due_limits.claim(work.session, rows, work.now)
    return [fact for row in rows for fact in marking.effect_of(row)(work, case, row)]


def _silence(work: Work, task: Task, missed: Declared, deadline: Deadline) -> Silence:
    """Keep who was asked, and who had taken it upon themselves."""
    holder = people.get(work.session, task.assignee_id) if task.assignee_id else None
    silence = Silence(
        task_id=task.id,
        case_id=task.case_id,
        kind=missed.kind,
        outcome=missed.outcome,
        basis=missed.basis,
        department=task.department,
        group=task.group,
        holder_id=task.assignee_id,
        holder_name=holder.name if holder is not None else None,
        due_on=last_day(deadline.due_at),
        missed_at=deadline.due_at,
        recorded_at=work.now,
    )
    work.session.add(silence)
    return silence


def _close(work: Work, task: Task, missed: Declared) -> None:
    reviewing.close(work, task, {"opinion": missed.opinion}, SILENT)
    if not missed.agrees:
        task.answers, task.closing = None, HANDED_ON


def _told(silence: Silence, heir: OpenTask | None, task: Task) -> Fact:
    """Return what the history says: who missed it, by which rule that counts, who is asked now."""
    details = {
        "task": silence.task_id,
        "group": silence.group if heir is None else group_of(heir.department, heir.role),
        "basis": silence.basis,
        "holder": f"person:{silence.holder_id}" if silence.holder_id else None,
    }
    handed_on = {"to": heir.id} if heir is not None else {}
    return Fact(f"{silence.kind}.{silence.outcome}", task.step, details | handed_on)
