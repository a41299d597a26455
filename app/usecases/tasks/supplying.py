"""A department supplies the opinion it still owes after it did not answer in time."""

from dataclasses import dataclass

from sqlalchemy import update

from app.storage.case.cases import Case
from app.storage.case.history import Fact, digest_of, write
from app.storage.clock import silences
from app.storage.clock.deadlines import MET, OPEN, Deadline
from app.storage.clock.silences import LATE_OPINION, Silence
from app.storage.desk.tasks import Task
from app.usecases import announcing
from app.usecases.moving.picking import find_task
from app.usecases.tasks import telling
from app.usecases.work import Work
from engine.errors import Conflict
from engine.rules import opinions


@dataclass(frozen=True)
class Supplied:
    """What a department says late."""

    opinion: str
    reason: str = ""


def supply_opinion(work: Work, task_id: str, said: Supplied) -> Silence:
    """Record the opinion a department still owes, beside what its silence counted for.

    The case does not move by it, and no result changes. It is told whether it came in time.

    :raises NotFound: there is no such task for this person.
    :raises NotAllowed: another group was asked.
    :raises Conflict: nothing is owed: it was answered, handed to the department's own head,
        supplied before, or the case ended before it was decided.
    :raises Invalid: no person can give this opinion, or its reason is missing.

    Source: facts D-28 (Yichun 2009, Taizhou 2022); decision 101.
    """
    task, case = find_task(work, task_id)
    silence = silences.of_task(work.session, task.id)
    if silence is None or silence.owed_until is None:
        message = "Nothing is owed for “%(task)s”: silence did not count for its answer."
        raise Conflict("opinion.not_owed", message, task=task.name)
    _still_owed(silence, task, case)
    opinions.check_opinion(said.opinion, said.reason)
    silence.opinion, silence.reason = said.opinion, said.reason.strip() or None
    silence.supplied_at, silence.supplied_by = work.now, work.actor.id
    silence.supplied_by_name = work.actor.name
    _meet(work, silence)
    telling.of_silence(work, case, silence, task, "supplied", announcing.leads(case))
    write(work.session, case, [_told(silence, task)], work.actor, work.now)
    return silence


def owes(silence: Silence | None, case: Case) -> bool:
    """Whether an opinion is still owed to a case; nothing is once it ended undecided."""
    open_ = silence is not None and silence.owed_until is not None and silence.supplied_at is None
    return open_ and (case.ended_at is None or case.decided_on is not None)


def _still_owed(silence: Silence, task: Task, case: Case) -> None:
    if silence.supplied_at is not None:
        message = "The opinion on “%(task)s” was supplied before; it is given once."
        raise Conflict("opinion.supplied", message, task=task.name)
    if case.ended_at is not None and case.decided_on is None:
        message = "The case ended before it was decided: no opinion is owed any more."
        raise Conflict("case.ended", message)


def _meet(work: Work, silence: Silence) -> None:
    of_task = (Deadline.case_id == silence.case_id, Deadline.task_id == silence.task_id)
    running = update(Deadline).where(*of_task, Deadline.kind == LATE_OPINION)
    met = running.where(Deadline.state.in_(OPEN)).values(state=MET, ended_at=work.now)
    work.session.execute(met.execution_options(synchronize_session=False))


def _told(silence: Silence, task: Task) -> Fact:
    said = {"opinion": silence.opinion, "reason": silence.reason or ""}
    details = {"task": task.id, "digest": digest_of(said), "in_time": silence.in_time}
    return Fact("opinion.supplied", task.step, details)
