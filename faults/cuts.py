"""Connections to PostgreSQL are cut at their commits; who repeats under the key doubles nothing."""

import time
from pathlib import Path

from sqlalchemy.engine import make_url

from faults.clients import at_work
from faults.ground import Ground
from faults.proxy import cable
from faults.reports import Report
from faults.served import A_WHILE, counted
from faults.servers import Servers

SHARE = 0.05
MOST_SECONDS = 240
SOCKET = ".s.PGSQL.5432"


def play(ground: Ground, cuts: int) -> Report:
    """Let so many commits, or their answers, be lost while people work."""
    report, url = Report(), make_url(ground.url)
    folder = Path(str(url.query["host"]))
    with cable(folder / SOCKET, ground.draw) as laid:
        through = url.set(host="127.0.0.1", port=laid.port, query={})
        said = through.render_as_string(hide_password=False)
        with Servers(ground, said) as servers, at_work(ground, servers.port) as clients:
            laid.share, latest = SHARE, time.monotonic() + MOST_SECONDS
            while sum(laid.lost.values()) < cuts and time.monotonic() < latest:
                time.sleep(1)
                ground.put_clock_on(ground.now() + A_WHILE)
            laid.share = 0.0
    report.at.update({f"{what} lost": times for what, times in laid.lost.items()})
    report.broken = sum(laid.lost.values())
    if report.broken < cuts:
        report.fails(f"only {report.broken} of {cuts} commits were lost")
    return counted(ground, clients, report)
