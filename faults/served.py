"""Kills of the real servers and workers while people work over HTTP."""

import time
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, select

from app.storage.case.cases import Case
from faults.clients import Client, at_work
from faults.ground import Ground
from faults.judging import judge
from faults.reports import Report
from faults.servers import Servers, last_error, log_of

MOST_SECONDS = 1.5
A_WHILE = timedelta(days=1)


def play(ground: Ground, kills: int) -> Report:
    """Kill a process so often, wherever it is, and start it again; people go on meanwhile."""
    report = Report()
    with Servers(ground) as servers, at_work(ground, servers.port) as clients:
        for _ in range(kills):
            time.sleep(ground.draw.uniform(0.2, MOST_SECONDS))
            name = ground.draw.choice(servers.names)
            servers.kill(name)
            servers.start(name)
            servers.wait(name)
            report.at[name.rstrip(" 12")] += 1
            report.broken += 1
            ground.put_clock_on(ground.now() + A_WHILE)
    return counted(ground, clients, report)


def counted(ground: Ground, clients: Sequence[Client], report: Report) -> Report:
    """Do the rest, and count; every case somebody handed in is there once."""
    ground.drain()
    report += judge(ground)
    for wrong in (wrong for client in clients for wrong in client.wrong):
        report.fails(wrong)
    told = sum(what == "case" for client in clients for what, _ in client.acknowledged)
    with ground.parts.database.reading() as session:
        stored = session.scalar(select(func.count()).select_from(Case)) or 0
    if stored != told:
        report.losses.doubled += abs(stored - told)
        report.told.append(f"{told} cases were handed in, {stored} are stored")
    if not told:
        report.fails("nobody handed anything in")
    if report.losses:
        report.told.append(f"the servers said: {last_error(log_of(ground))}")
    return report
