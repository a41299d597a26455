"""Offices with many cases of which something is due, made in a moment; and what came of it."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import func, select, update

from app.commands.speaking import OPERATOR
from app.storage.case.cases import Case
from app.storage.case.history import Link, sealed
from app.storage.clock.deadlines import FIRED, Deadline
from app.storage.desk.tasks import Task
from app.storage.ground.base import write_rows
from app.storage.ground.database import Database
from app.storage.office import settings
from app.storage.post.notices import Notice
from app.usecases.cards import ruling
from app.usecases.cases import applying
from app.usecases.cases.applying import HandIn
from app.usecases.parts import Parts
from app.usecases.processes import designing
from app.usecases.work import Work
from benchmarks import inboxes
from benchmarks.client import Failed
from engine import Run
from engine.people import Actor
from engine.rules.card_reading import written
from tests.engine.drawing import Drawing, timer
from tests.usecases import drawing

STRANGER = Actor("applicant", "申请人")
NAP = HandIn("nap", {"name": "何清荷", "phone": "13805710001"}, {})


def late(url: str, size: int) -> None:
    """Make so many cases of which a step is late, all since the same minute; it gives no card."""
    parts = Parts(Database(url))
    with parts.database.writing() as session:
        work = Work(session, OPERATOR, parts)
        off = [written(rule) | {"active": False} for rule in work.rulebook.rules]
        ruling.change_rules(work, off, "measured without cards")
    parts.database.close()
    warned(url, size)


def warned(url: str, size: int) -> None:
    """Make so many cases of which a step is late; each gets the card that warns of it."""
    inboxes.open_tasks(url, size - 1)
    let_be_due(url, size)


def asleep(url: str, size: int) -> None:
    """Make so many cases that wait for a drawn timer, each with a run of its own; it is due."""
    parts = Parts(Database(url))
    with parts.database.writing() as session:
        session.merge(drawing.item("nap"))
        session.flush()
        designing.publish(Work(session, OPERATOR, parts), drawing.files_of(_nap()))
    with parts.database.writing() as session:
        applying.submit(Work(session, STRANGER, parts), NAP)
    with parts.database.writing() as session:
        copied = [*_copies(Work(session, STRANGER, parts), size)]
        write_rows(session, Case, [case for case, _ in copied])
        write_rows(session, Deadline, [limit for _, limit in copied])
    parts.database.close()
    let_be_due(url, size)


def _nap() -> Drawing:
    """Draw a case that waits three working days, then asks the window."""
    it = Drawing("nap").start()
    it.element("intermediateCatchEvent", "wait", "", timer("=workdays(3)"))
    it.user("look", **drawing.ASKED).end("granted", milestone="decided")
    return it.flow("start", "wait", "look", "granted")


def _copies(work: Work, size: int) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield the rows of cases like the only one there is."""
    case, limit = (
        dict(work.session.execute(select(*kind.__table__.columns)).one()._mapping)
        for kind in (Case, Deadline)
    )
    process = work.process(case["process_digest"])
    for number in range(2, size + 1):
        run, change = Run.start(process, case["answers"], case["item"], case["received_at"])
        mine = {"id": number, "number": f"B{number}", "run_state": run.save()}
        passes = {"id": str(uuid4()), "case_id": number, "timer_id": change.started[0].id}
        yield case | mine, limit | passes


def let_be_due(url: str, last: int, first: int = 1) -> None:
    """Let the limits of some cases, by their inner ids, have passed a minute ago."""
    database = Database(url)
    with database.writing() as session:
        since = settings.moment(session).now - timedelta(minutes=1)
        of_these = Deadline.case_id.between(first, last)
        session.execute(update(Deadline).where(of_these).values(due_at=since))
    database.close()


def fired(url: str) -> int:
    """Return how many limits have passed."""
    database = Database(url)
    with database.reading() as session:
        count = _count(session, Deadline, Deadline.state == FIRED)
    database.close()
    return count


def account(url: str, size: int, moved: bool = False) -> None:
    """See that every limit passed exactly once, and that every chain tells it.

    :param moved: whether the limits moved their cases, to a task each.
    :raises Failed: one was lost, passed twice, or is not in the history of its case.
    """
    database = Database(url)
    with database.reading() as session:
        passed = _count(session, Deadline, Deadline.state == FIRED)
        effects = (
            (Task, Task.step == "look") if moved else (Notice, Notice.what == "notice.overdue")
        )
        done = _count(session, *effects)
        links = _links_after_the_first(session)
    database.close()
    if {passed, done, len(links), sum(links.values())} != {size}:
        raise Failed(f"{size} limits were due; {passed} passed, {done} effects, {len(links)} told")


def _links_after_the_first(session: Any) -> Counter[int]:
    """Return by case how many links follow, rightly chained, on the one its case was made with."""
    first = session.scalars(select(Link).where(Link.case_id == 1).order_by(Link.seq).limit(1)).one()
    heads = dict(session.execute(select(Case.id, Case.history_head)).all())
    chained = Counter[int]()
    for link in session.scalars(select(Link).where(Link.seq > first.seq)):
        whole = link.hash == sealed(first.hash, link.text) == heads[link.case_id]
        chained[link.case_id] += whole
    return chained


def _count(session: Any, kind: Any, condition: Any) -> int:
    return int(session.scalar(select(func.count()).select_from(kind).where(condition)))
