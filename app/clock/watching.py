"""This process as the guard of the clock knows it, and whether it may trust the clock just now."""

import os
import socket
import time
from functools import cache
from pathlib import Path

from app.clock.actor import CLOCK
from app.unit_of_work import unit_of_work
from app.usecases.guarding import beating
from app.usecases.guarding.beating import Pulse

BOOT = Path("/proc/sys/kernel/random/boot_id")


def pulse(name: str) -> Pulse:
    """Return this process as the guard knows it."""
    return Pulse(name, socket.gethostname(), os.getpid(), _boot(), _counted)


def trusted() -> bool:
    """Whether limits may pass before a deed: the clock has not jumped since the last heartbeat.

    A jump is noticed here as by a tick, so that nobody's deed lets limits pass in between.
    """
    with unit_of_work(CLOCK) as work:
        return beating.trusted(work, pulse("deed"))


@cache
def _boot() -> str:
    """Name this start of the machine; where the system does not say, only this process knows it."""
    return BOOT.read_text().strip() if BOOT.exists() else f"{socket.gethostname()}/{os.getpid()}"


def _counted() -> float:
    """Return the seconds since the machine's start, those it slept too."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)
