"""A worker: sweeps for what is due, and does what any worker's sweep found."""

import asyncio
import signal
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import procrastinate
import structlog
from flask import Flask
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import DeleteJobCondition, Status

from app.clock import may_pass
from app.jobs.duties import DUTIES, Duty
from app.jobs.queue import DEAD_AFTER_SECONDS, FIRST, SWEEP, on_queue
from app.storage.ground.database import Database

log = structlog.get_logger(__name__)

REST_SECONDS = 2
"""How long to wait before the database is tried again that went away."""


class Worker:
    """Does duties until it is told to stop; what it does then, it finishes first.

    :param concurrency: how many pieces side by side.
    :param every_seconds: how often all workers together sweep, up to a minute.
    """

    def __init__(self, flask: Flask, concurrency: int, every_seconds: int) -> None:
        self._flask, self._concurrency = flask, concurrency
        database: Database = flask.extensions["parts"].database
        self.app = on_queue(
            database.url,
            procrastinate.PsycopgConnector,
            min_size=1,
            max_size=concurrency + 3,
        )
        self._name_tasks(every_seconds)

    def run(self) -> None:
        """Work until SIGTERM or SIGINT, also after the database was away for a while."""
        asyncio.run(self._live())

    async def empty(self) -> None:
        """Sweep and work until nothing is waiting any more."""
        async with self.app.open_async():
            await self.sweep()
            while await self.app.job_manager.list_jobs_async(status="todo"):
                await self._work(wait=False)

    async def sweep(self) -> None:
        """Drop what dead workers had in hand, and enqueue what is due and waits nowhere yet.

        While the clock is not trusted nothing is due.
        """
        manager = self.app.job_manager
        for lost in await manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER_SECONDS):
            log.warning("a worker died with a job in hand; it is looked for anew", job=lost.id)
            await manager.finish_job(lost, Status.ABORTED, delete_job=True)
        await manager.prune_stalled_workers(DEAD_AFTER_SECONDS)
        if not await asyncio.to_thread(self._in_office, may_pass, {"name": "worker"}):
            return
        for place, duty in enumerate(DUTIES):
            if not await self._waits(duty.name):
                pieces = await asyncio.to_thread(self._in_office, duty.due)
                if pieces:
                    task = self.app.configure_task(duty.name, priority=-place)
                    await task.batch_defer_async(*pieces)

    def _name_tasks(self, every_seconds: int) -> None:
        seconds = ",".join(map(str, range(0, 60, every_seconds)))
        task = self.app.task(name=SWEEP, queueing_lock=SWEEP, priority=FIRST)(self._sweep_at)
        self.app.periodic(cron=f"* * * * * {seconds}")(task)
        for duty in DUTIES:
            self.app.task(name=duty.name)(self._doing(duty))

    async def _sweep_at(self, timestamp: int = 0) -> None:
        await self.sweep()

    def _doing(self, duty: Duty) -> Callable[..., Any]:
        async def do(**piece: Any) -> None:
            done = await asyncio.to_thread(self._in_office, duty.do, piece)
            log.info("a piece is done", duty=duty.name, done=done)
            if done and not await self._waits(duty.name):
                await self._ask_for_sweep()

        return do

    async def _ask_for_sweep(self) -> None:
        """What was done may have left more to do: look now and not only at the next time."""
        if not await self._waits(SWEEP):
            try:
                await self.app.tasks[SWEEP].defer_async()
            except AlreadyEnqueued:
                log.debug("somebody else asked")

    async def _waits(self, name: str) -> bool:
        return bool(await self.app.job_manager.list_jobs_async(task=name, status="todo"))

    def _in_office(self, deed: Callable[..., Any], given: Mapping[str, Any] | None = None) -> Any:
        with self._flask.app_context():
            return deed(**(given or {}))

    async def _live(self) -> None:
        loop, over = asyncio.get_running_loop(), asyncio.Event()
        loop.set_default_executor(ThreadPoolExecutor(self._concurrency + 2, "duty"))
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, over.set)
        stopping = asyncio.create_task(over.wait())
        while not over.is_set():
            working = asyncio.create_task(self._connected())
            await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
            working.cancel()
            await asyncio.wait({working})
            if not working.cancelled() and (failure := working.exception()) is not None:
                log.warning("the queue did not answer; it is tried again", error=repr(failure))
            await asyncio.wait({stopping}, timeout=REST_SECONDS)

    async def _connected(self) -> None:
        async with self.app.open_async():
            await self._work(wait=True)

    async def _work(self, wait: bool) -> None:
        await self.app.run_worker_async(
            concurrency=self._concurrency,
            wait=wait,
            delete_jobs=DeleteJobCondition.ALWAYS,
            install_signal_handlers=False,
            stalled_worker_timeout=DEAD_AFTER_SECONDS,
        )
