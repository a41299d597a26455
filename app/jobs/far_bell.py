"""The bell of many machines: whoever leaves work behind lets a worker somewhere look at once."""

from threading import Lock

import structlog
from procrastinate import SyncPsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from sqlalchemy.engine import URL

from app.jobs.queue import FIRST, SWEEP, on_queue

log = structlog.get_logger(__name__)

PATIENCE_SECONDS = 5


class FarBell:
    """Rung after a commit that left work, and not with it: a notification in a transaction makes
    all commits of the database wait for each other.

    One that is not heard costs the time to the next sweep.
    """

    def __init__(self, url: URL) -> None:
        pool = {"min_size": 0, "max_size": 2, "timeout": PATIENCE_SECONDS}
        self._app = on_queue(url, SyncPsycopgConnector, **pool)
        self._opening = Lock()

    def set(self) -> None:
        """Ask for a sweep, unless one is waiting already."""
        try:
            with self._opening:
                self._app.open()
            if not self._app.job_manager.list_jobs(queueing_lock=SWEEP, status="todo"):
                self._app.configure_task(SWEEP, queueing_lock=SWEEP, priority=FIRST).defer()
        except AlreadyEnqueued:
            log.debug("somebody else rang")
        except ConnectorException:
            log.warning("the bell could not be rung; the next sweep finds what is to do")

    def close(self) -> None:
        """Give the connections back."""
        self._app.close()
