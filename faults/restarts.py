"""PostgreSQL loses its power under load, again and again; the office comes back by itself."""

import time

from faults.clients import at_work
from faults.ground import Ground
from faults.reports import Report
from faults.served import A_WHILE, counted
from faults.servers import Servers

MOST_SECONDS = 2
NOTHING_YET = 60


def play(ground: Ground, crashes: int) -> Report:
    """Kill all processes of the database so often; nobody restarts the office."""
    assert ground.server is not None
    report = Report()
    with Servers(ground) as servers, at_work(ground, servers.port) as clients:
        for _ in range(crashes):
            before = sum(len(client.acknowledged) for client in clients)
            time.sleep(ground.draw.uniform(0.2, MOST_SECONDS))
            ground.server.crash()
            ground.parts.database.close()
            latest = time.monotonic() + NOTHING_YET
            while sum(len(client.acknowledged) for client in clients) <= before:
                if time.monotonic() > latest:
                    report.fails("nothing was acknowledged after the database came back")
                    break
                time.sleep(0.05)
            report.broken += 1
            report.at["database"] += 1
            ground.put_clock_on(ground.now() + A_WHILE)
        for name in servers.names:
            if not servers.lives(name):
                report.fails(f"the {name} did not outlive the database")
    return counted(ground, clients, report)
