"""Shifts the clock of a process that finds this folder on its path, by ``SHIFT_DAYS``.

Imported by Python before anything else; the database's clock stays as it is.
"""

import ctypes
import datetime as dates
import gc
import os
import time
from typing import Any

SHIFT = dates.timedelta(days=float(os.environ.get("SHIFT_DAYS", "0")))


def _put(kind: type, name: str, method: Any) -> None:
    """Give a class written in C another method: its own dictionary cannot be assigned to."""
    gc.get_referents(kind.__dict__)[0][name] = method
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(kind))


def _shift() -> None:
    seconds, nanoseconds, now = time.time, time.time_ns, dates.datetime.now
    time.time = lambda: seconds() + SHIFT.total_seconds()
    time.time_ns = lambda: nanoseconds() + int(SHIFT.total_seconds() * 10**9)
    _put(dates.datetime, "now", classmethod(lambda _, tz=None: now(tz) + SHIFT))
    _put(dates.date, "today", classmethod(lambda _: (now() + SHIFT).date()))


if SHIFT:
    _shift()
