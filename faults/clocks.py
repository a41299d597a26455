"""Two clocks let time pass in one office, one of which believes it is another year."""

import time
from datetime import timedelta

from sqlalchemy import func, select

from app.storage.clock.deadlines import FIRED, Deadline
from app.storage.desk.tasks import Task
from faults.clients import at_work
from faults.ground import Ground
from faults.reports import Report
from faults.served import counted
from faults.servers import Servers

DAYS = (-400, 400)
SECONDS_A_STEP = 4
A_WHILE = timedelta(days=1)


def play(ground: Ground, steps: int) -> Report:
    """Let both do what is due while the office's clock goes on day by day; count what is early."""
    report, days = Report(), ground.draw.choice(DAYS)
    with (
        Servers(ground, shifted_days=days) as servers,
        at_work(ground, servers.port) as clients,
    ):
        for _ in range(steps):
            time.sleep(SECONDS_A_STEP)
            _judge_now(ground, report)
            ground.put_clock_on(ground.now() + A_WHILE)
            report.broken += 1
            report.at[f"{days:+} days"] += 1
        for name in servers.names:
            if not servers.lives(name):
                report.fails(f"the {name} ended by itself")
    return counted(ground, clients, report)


def _judge_now(ground: Ground, report: Report) -> None:
    """See that nothing has passed that is not due, and nothing is of a time that is to come."""
    with ground.parts.database.reading() as session:
        early = select(Deadline.id).where(Deadline.state == FIRED, Deadline.due_at > ground.now())
        found = session.scalars(early).all()
        later = session.scalar(select(func.max(Task.opened_at)))
    report.losses.early += len(found)
    report.told += [f"limit {one} has passed and is not due" for one in found]
    if later is not None and later > ground.now():
        report.losses.early += 1
        report.told.append(f"a task was opened at {later}")
