"""Numbers of the office at a moment, counted when somebody asks."""

from collections.abc import Iterable

from flask import Flask
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from app.config import DISTRIBUTED
from app.jobs.letters import carriers
from app.signin import NOBODY
from app.storage.case import measures
from app.unit_of_work import look
from app.usecases.calendars.missing import missing_year


class Office(Collector):
    """What a person on call wants to know of an office."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """Return every number, each read from an index."""
        with self._app.app_context(), look(NOBODY) as work:
            counted = measures.counted(work.session, work.now) | measures.watched(work.session)
            counted |= measures.on_their_way(work.session, work.now, bool(carriers()))
            if self._app.config["JOBS"] == DISTRIBUTED:
                from app.jobs import queue

                counted |= queue.measured(work.session)
            missing = missing_year(work) is not None
        counted["calendar_missing"] = ("1 while a table that is due is not known", float(missing))
        for name, (purpose, value) in counted.items():
            yield GaugeMetricFamily(f"lianshen_{name}", purpose, value=value)

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """Ask for nothing before there is a database."""
        return ()
