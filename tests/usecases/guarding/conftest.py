"""Fixtures for the guard: a machine whose counted seconds a test sets, and a database's clock."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from app.storage.clock import heartbeats
from app.storage.clock.heartbeats import Heartbeat
from app.usecases.guarding import beating
from app.usecases.guarding.beating import Pulse
from tests.usecases.desk import CLOCK

HOUR = 3600


class Machine:
    """Beats in an office; what it counted and when it was last seen is put as a test needs it."""

    def __init__(self, desk):
        self._desk, self.counted = desk, 1000.0

    def beat(self, boot="first start"):
        pulse = Pulse("serve", "window-1", 7, boot, lambda: self.counted)
        return self._desk.do(CLOCK, beating.beat, pulse)

    def put_back(self, hours):
        """Let every heartbeat lie so many hours further back: the same as a clock that leapt."""
        with self._desk.work(CLOCK) as work:
            by = timedelta(hours=hours)
            for row in heartbeats.listed(work.session):
                at = {"at": row.at - by}
                work.session.execute(update(Heartbeat).filter_by(pid=row.pid).values(at))

    def away(self, hours):
        """Let the machine do nothing for so long."""
        self.put_back(hours)
        self.counted += hours * HOUR


@pytest.fixture
def machine(desk):
    machine = Machine(desk)
    machine.beat()
    return machine
