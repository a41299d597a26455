"""A warm parent that forks processes which die: ``python -m faults.nest URL FOLDER``.

Everything is read once and no connection to a database is open when a child begins: a forked
connection would break the locks of SQLite. Each line on standard input is one life; the answer
on standard output says how it ended.
"""

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from faults.lives import Life, attempt
from faults.places import PLACES
from faults.points import POINTS
from tests.databases import ROOT

MOST_DEEDS = 6
Nest = subprocess.Popen[str]
Wish = Mapping[str, Any]


@contextmanager
def nest(url: str, folder: Path) -> Iterator[Nest]:
    """Start the warm parent of an office, and end it."""
    words = ["setpriv", "--pdeathsig=KILL", sys.executable, "-m", "faults.nest", url, str(folder)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    process = subprocess.Popen(words, cwd=ROOT, text=True, **pipes)
    try:
        yield process
    finally:
        process.communicate()


def let_live(process: Nest, wish: Wish) -> str:
    """Let one process live; return how it ended: ``killed``, or ``ended 0`` if it never died.

    One that was stopped, ``stopped 4711``, goes on with the wish to wake it.
    """
    assert process.stdin is not None
    assert process.stdout is not None
    print(json.dumps(wish), file=process.stdin, flush=True)
    return process.stdout.readline().strip() or "the nest is gone"


def main() -> None:
    """Fork a life for each line until the input ends."""
    url, folder = sys.argv[1:]
    life = Life(url, Path(folder))
    life.warm()
    for line in sys.stdin:
        wish = json.loads(line)
        if stopped := wish.get("wake"):
            os.kill(stopped, signal.SIGCONT)
            print(_how(stopped), flush=True)
            continue
        child = os.fork()
        if not child:
            _live(life, wish)
        print(_how(child), flush=True)


def _how(child: int) -> str:
    """Wait until a process ends or is stopped, and say which."""
    _, status = os.waitpid(child, os.WUNTRACED)
    if os.WIFSTOPPED(status):
        return f"stopped {child}"
    return "killed" if os.WIFSIGNALED(status) else f"ended {status}"


def _live(life: Life, wish: Wish) -> None:
    """Do a deed again and again, and end by the point, or after some of them."""
    random.seed(wish["seed"])
    try:
        with _armed(wish):
            for _ in range(MOST_DEEDS):
                attempt(PLACES[wish["deed"]].deed, life)
    except BaseException:
        sys.excepthook(*sys.exc_info())
        os._exit(1)
    os._exit(0)


def _armed(wish: Wish) -> AbstractContextManager[None]:
    """Arm the point; where none is named the alarm kills, also in the middle of the database."""
    if wish["point"]:
        return POINTS[wish["point"]].armed(wish["nth"], wish.get("signal", signal.SIGKILL))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, wish["nth"] / 1000)
    return nullcontext()


if __name__ == "__main__":
    main()
