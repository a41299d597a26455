"""What is left after everything was broken: counted from rows and histories, not believed."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.storage import deadlines, history
from app.storage.cases import Case
from app.storage.deadlines import FIRED, RUNNING, Deadline
from app.storage.jobs import DONE as JOB_DONE
from app.storage.jobs import Job
from app.storage.messages import DONE as DELIVERED
from app.storage.messages import Delivery
from app.storage.tasks import Task
from app.usecases.verifying import verify
from app.usecases.work import Parts, Work
from tests.usecases.desk import CLOCK

Acknowledged = tuple[str, str]


@dataclass
class Losses:
    """What must all be nothing."""

    missing: int = 0  # acknowledged and not there
    lost: int = 0  # limits that were due and did not pass
    doubled: int = 0  # effects of one limit, message or job that happened twice, or by half
    early: int = 0  # limits that passed before their time by the database's clock
    two_decisions: int = 0  # cases decided more than once
    breaches: int = 0  # of the invariants, broken chains among them

    def __bool__(self) -> bool:
        return any(getattr(self, one.name) for one in fields(self))

    def __iadd__(self, other: "Losses") -> "Losses":
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))
        return self


def judge(parts: Parts, acknowledged: Iterable[Acknowledged]) -> tuple[Losses, list[str]]:
    """Count what is wrong with an office in which nothing is under way any more.

    :returns: the counts, and what was found in words.
    """
    told: list[str] = []
    with parts.database.snapshot() as session:
        work = Work(session, CLOCK, parts)
        broken = [str(breach) for breach in verify(work)]
        losses = Losses(breaches=len(broken), missing=_missing(session, acknowledged))
        for case in session.scalars(select(Case)):
            _judge_case(session, case, losses)
        due = select(Deadline).where(Deadline.state == RUNNING, Deadline.due_at <= work.now)
        late = session.scalars(due.where(Deadline.held_by.is_(None))).all()
        losses.lost = len(late)
        told += [*broken, *(f"{one.kind} {one.id} of case {one.case_id} is due" for one in late)]
    return losses, told


def _judge_case(session: Session, case: Case, losses: Losses) -> None:
    """Compare the limits of a case with what its history tells of them."""
    fired = [one for one in deadlines.of_case(session, case.id) if one.state == FIRED]
    facts = Counter(entry.what for entry in history.of_case(session, case.id))
    passed = sum(facts[what] for what in ("deadline.passed", "pause.overrun"))
    losses.doubled += abs(len(fired) - passed)
    losses.early += sum(one.ended_at is not None and one.ended_at < one.due_at for one in fired)
    losses.two_decisions += facts["case.decided"] > 1 or facts["case.ended"] > 1
    answered = select(Task.id).where(Task.case_id == case.id, Task.closing == "answered")
    losses.doubled += abs(len(session.scalars(answered).all()) - facts["task.answered"])
    done = select(Job.id).where(Job.case_id == case.id, Job.state == JOB_DONE)
    losses.doubled += abs(len(session.scalars(done).all()) - facts["job.done"])


def _missing(session: Session, acknowledged: Iterable[Acknowledged]) -> int:
    """Count what was acknowledged and is not stored, or was acknowledged twice."""
    told = Counter(acknowledged)
    stored = {
        "case": set(session.scalars(select(Case.number))),
        "task": set(session.scalars(select(Task.id).where(Task.closing == "answered"))),
        "delivery": set(
            session.scalars(select(Delivery.message_id).where(Delivery.state == DELIVERED))
        ),
        "deadline": set(_fired(session)),
    }
    twice = sum(times - 1 for times in told.values())
    return twice + sum(name not in stored[what] for what, name in told)


def _fired(session: Session) -> Iterator[str]:
    for case_id in session.scalars(select(Case.id)):
        for one in deadlines.of_case(session, case_id):
            if one.state == FIRED:
                yield one.id
