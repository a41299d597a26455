"""A warm parent that forks processes which die: ``python -m faults.nest URL ACKNOWLEDGED``.

Everything is imported once and no connection to a database is open when a child begins: a
forked connection would break the locks of SQLite. Each line on standard input is one life;
the answer on standard output says how it ended.
"""

import json
import os
import random
import signal
import sys
from contextlib import AbstractContextManager, nullcontext

from faults.lives import Life, live
from faults.points import POINTS

MOST_DEEDS = 6


def main() -> None:
    """Fork a life for each line until the input ends."""
    url, acknowledged = sys.argv[1:]
    for line in sys.stdin:
        wish = json.loads(line)
        child = os.fork()
        if not child:
            _life(url, acknowledged, wish)
        _, status = os.waitpid(child, 0)
        print("killed" if os.WIFSIGNALED(status) else f"ended {status}", flush=True)


def _life(url: str, acknowledged: str, wish: dict[str, str | int]) -> None:
    """Live, and end by the point, or after some deeds."""
    random.seed(wish["seed"])
    life = Life(url, acknowledged)
    with _armed(wish):
        live(life, str(wish["deed"]), MOST_DEEDS)
    os._exit(0)


def _armed(wish: dict[str, str | int]) -> AbstractContextManager[None]:
    """Arm the point, or let the alarm kill at any instant where none is named."""
    if wish["point"]:
        return POINTS[str(wish["point"])].armed(int(wish["nth"]))
    signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    signal.setitimer(signal.ITIMER_REAL, int(wish["nth"]) / 1000)
    return nullcontext()


if __name__ == "__main__":
    main()
