"""What is left after everything was broken: counted from rows and histories, not believed."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.storage.case import history
from app.storage.case.cases import Case
from app.storage.clock import case_limits
from app.storage.clock.deadlines import FIRED, OF_CARDS, RUNNING, Deadline
from app.storage.desk.tasks import Task
from app.storage.office.processes import ProcessVersion
from app.storage.post.jobs import DONE as JOB_DONE
from app.storage.post.jobs import Job
from app.storage.post.letters import SENT, UNSENT, Letter
from app.storage.post.messages import DONE as DELIVERED
from app.storage.post.messages import Delivery, Message
from app.storage.post.notices import Notice
from app.storage.supervision.cards import Card
from app.usecases.verifying import verify
from app.usecases.work import Work
from faults.ground import Ground
from faults.offices import Postbox
from faults.reports import Report
from tests.usecases.desk import CLOCK

CHAINS = "I5"
ANSWERED = select(Task.id).where(Task.closing == "answered")


def judge(ground: Ground) -> Report:
    """Count what became of an office in which nothing is under way any more."""
    report = Report()
    with ground.parts.database.snapshot() as session:
        work = Work(session, CLOCK, ground.parts)
        for breach in verify(work):
            report.losses.chains += breach.invariant == CHAINS
            report.losses.breaches += breach.invariant != CHAINS
            report.told.append(str(breach))
        for case in session.scalars(select(Case)):
            _judge_case(session, case, report)
        _judge_acknowledged(session, ground, report)
        _judge_due(work, report)
        _judge_post(session, report)
        _judge_letters(session, Postbox(ground.folder).taken(), report)
    return report


def _judge_case(session: Session, case: Case, report: Report) -> None:
    """Compare the limits of a case, its answers and its cards with what its history tells."""
    entries = history.of_case(session, case.id)
    told = Counter(entry.what for entry in entries)
    fired = [one for one in case_limits.of_case(session, case.id) if one.state == FIRED]
    limits = Counter(
        (one.kind, one.due_at.isoformat()) for one in fired if one.kind not in OF_CARDS
    )
    passed = Counter(
        (entry.details["kind"], entry.details["due_at"])
        for entry in entries
        if entry.what == "deadline.passed"
    )
    pairs = {
        "limits that passed": (limits, passed),
        "answers": (
            _count(session, ANSWERED.where(Task.case_id == case.id)),
            told["task.answered"],
        ),
        "cards": (_count(session, _of(Card, case)), told["card.given"] + told["card.warned"]),
        "jobs": (_count(session, _of(Job, case).where(Job.state == JOB_DONE)), told["job.done"]),
    }
    for what, (stored, said) in pairs.items():
        if stored != said:
            report.losses.doubled += 1
            report.told.append(f"{what} of case {case.number}: {stored}, the history has {said}")
    early = [one for one in fired if one.ended_at is not None and one.ended_at < one.due_at]
    report.losses.early += len(early)
    report.losses.two_decisions += told["case.decided"] > 1 or told["case.ended"] > 1
    report.passed += len(fired)
    report.cases += 1


def _judge_acknowledged(session: Session, ground: Ground, report: Report) -> None:
    """Look for everything of which somebody was told that it is stored."""
    told = Counter(_lines(ground))
    report.deeds += sum(told.values())
    stored = {what: set(found(session)) for what, found in _STORED.items()}
    for (what, name), times in told.items():
        if times > 1 or name not in stored[what]:
            report.losses.missing += 1
            here = "stored" if name in stored[what] else "not stored"
            report.told.append(f"{what} {name} was acknowledged {times} times and is {here}")


def _judge_due(work: Work, report: Report) -> None:
    """Find limits that were due and did not pass, although somebody let time pass."""
    due = select(Deadline).where(Deadline.state == RUNNING, Deadline.due_at <= work.now)
    for one in work.session.scalars(due.where(Deadline.held_by.is_(None))):
        report.losses.lost += 1
        report.told.append(f"{one.kind} {one.id} of case {one.case_id} is due")


def _judge_post(session: Session, report: Report) -> None:
    """Count what messages and jobs brought about: each did it once."""
    pairs = {
        "messages that arrived": (
            _count(session, select(Delivery.message_id).where(Delivery.state == DELIVERED)),
            _count(session, select(Task.id).where(Task.step == "read")),
        ),
        "messages sent": (
            _count(session, select(Message.id)),
            _count(session, ANSWERED.where(Task.step == "measure")),
        ),
        "notices of jobs": (
            _count(session, select(Job.id).where(Job.state == JOB_DONE)),
            _count(session, select(Notice.id).where(Notice.what == "notice.told")),
        ),
    }
    for what, (stored, brought_about) in pairs.items():
        if stored != brought_about:
            report.losses.doubled += abs(stored - brought_about)
            report.told.append(f"{what}: {stored}, which did {brought_about}")


def _judge_letters(session: Session, taken: Sequence[str], report: Report) -> None:
    """Compare what was sent with what came; the same key again counts as once."""
    sent = set(session.scalars(select(Letter.key).where(Letter.state == SENT)))
    waiting = _count(session, select(Letter.id).where(Letter.state.in_(UNSENT)))
    unknown = set(taken) - set(session.scalars(select(Letter.key)))
    report.losses.missing += len(sent - set(taken))
    report.losses.lost += waiting
    report.losses.doubled += len(unknown)
    if sent - set(taken) or waiting or unknown:
        report.told.append(f"letters: {sent - set(taken)} never came, {waiting} wait, {unknown}")


def _lines(ground: Ground) -> Iterator[tuple[str, str]]:
    if ground.acknowledged.exists():
        for line in ground.acknowledged.read_text(encoding="utf-8").splitlines():
            what, _, name = line.partition(" ")
            yield what, name


def _passed(session: Session) -> Iterator[str]:
    for case_id in session.scalars(select(Case.id)):
        yield from (one.id for one in case_limits.of_case(session, case_id) if one.state == FIRED)


def _count(session: Session, query: Select[Any]) -> int:
    return session.scalar(select(func.count()).select_from(query.subquery())) or 0


def _of(table: Any, case: Case) -> Select[Any]:
    return select(table.id).where(table.case_id == case.id)


_STORED: Mapping[str, Callable[[Session], Any]] = {
    "case": lambda session: session.scalars(select(Case.number)),
    "task": lambda session: session.scalars(ANSWERED),
    "deadline": _passed,
    "delivery": lambda session: session.scalars(
        select(Delivery.message_id).where(Delivery.state == DELIVERED)
    ),
    "process": lambda session: session.scalars(select(ProcessVersion.key)),
}
"""By what was acknowledged: the names of all there are."""
