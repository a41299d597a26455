"""Named places at which a process is killed: in what it says to its database and its files.

The product knows of none of them and pays for none: the harness listens from outside.
"""

import os
import re
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

Moment = Literal["begin", "before", "after", "commit", "committed", "file"]


@dataclass(frozen=True)
class Point:
    """A place in a deed.

    :param moment: before or after a statement; or before the transaction begins, before it is
        committed, after it was; or before something is done with a file.
    :param pattern: at the start of the statement, or of one that goes with others; of the audit
        event of Python and its path.
    """

    name: str
    moment: Moment
    pattern: str = ""

    @contextmanager
    def armed(self, nth: int, number: int = signal.SIGKILL) -> Iterator[None]:
        """Kill this process, or stop it, when it comes to this place for the nth time."""
        trap = _Trap(self, nth, number)
        if self.moment == "file":
            sys.addaudithook(trap.audit)
            yield
            return
        watched: Any = Session if self.moment == "committed" else Engine
        event.listen(watched, _EVENTS[self.moment], trap)
        try:
            yield
        finally:
            event.remove(watched, _EVENTS[self.moment], trap)


_EVENTS = {
    "begin": "begin",
    "before": "before_cursor_execute",
    "after": "after_cursor_execute",
    "commit": "commit",
    "committed": "after_commit",
}


_ONE_OF_SEVERAL = r"(?:WITH .*\bAS \()?"
"""What a statement begins with in which others go together: it is a place of each of them."""


class _Trap:
    def __init__(self, point: Point, nth: int, number: int) -> None:
        self._left, self._number = nth, number
        pattern = _ONE_OF_SEVERAL + point.pattern.replace(" ", r"\s+")
        self._pattern = re.compile(pattern, re.DOTALL)

    def __call__(self, *said: Any) -> None:
        self._hear(said[2] if len(said) > 2 else "")

    def audit(self, name: str, given: Any) -> None:
        """Hear an audit event of Python; its first word is what happens, then to which file."""
        if name in {"open", "os.rename"}:
            self._hear(f"{name} {given[0]}")

    def _hear(self, said: str) -> None:
        if self._pattern.match(said):
            self._left -= 1
            if not self._left:
                os.kill(os.getpid(), self._number)


POINTS = {
    point.name: point
    for point in (
        Point("before the transaction", "begin"),
        Point("case locked", "after", 'SELECT .*FROM .*"case"'),
        Point("limit claimed", "after", "UPDATE deadline"),
        Point("limit begun", "after", "INSERT INTO deadline"),
        Point("reminded", "after", "UPDATE deadline SET remind_at"),
        Point("heartbeat written", "after", "INSERT INTO heartbeat"),
        Point("case begun", "after", 'INSERT INTO "case"'),
        Point("case written", "after", 'UPDATE "case"'),
        Point("case follows", "after", "UPDATE calendar_move"),
        Point("task closed", "after", "UPDATE task"),
        Point("task opened", "after", "INSERT INTO task"),
        Point("history not written", "before", "INSERT INTO history"),
        Point("history written", "after", "INSERT INTO history"),
        Point("notice written", "after", "INSERT INTO notice"),
        Point("paper written", "after", "INSERT INTO paper"),
        Point("card given", "after", r"INSERT INTO card\b"),
        Point("message kept", "after", "INSERT INTO message"),
        Point("message addressed", "after", "INSERT INTO delivery"),
        Point("message delivered", "after", "UPDATE delivery"),
        Point("wait written", "after", "INSERT INTO wait"),
        Point("job begun", "after", "INSERT INTO job"),
        Point("job written", "after", "UPDATE job"),
        Point("letter addressed", "after", "INSERT INTO letter"),
        Point("letter taken", "after", "UPDATE letter"),
        Point("sent and not marked", "before", "UPDATE letter SET .*ended_at"),
        Point("version written", "after", "INSERT INTO process_version"),
        Point("file written", "after", "INSERT INTO process_file"),
        Point("archive begun", "file", r"open .*\.part$"),
        Point("archive not renamed", "file", r"os\.rename .*\.part$"),
        Point("before the commit", "commit"),
        Point("after the commit", "committed"),
    )
}
