"""Does the jobs of an office until it is killed: ``python -m tests.faults.machine URL POINT``.

At the point it says so on standard output and stays there: ``doing`` is between taking a job
and its result, ``keeping`` after the result and before the commit, ``none`` nowhere.
"""

import sys
import time

from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.jobs import running
from app.storage.ground.database import Database
from app.usecases.jobs.registry import JobTypes
from app.usecases.parts import Parts
from faults.machines import LookUp


class Staying(LookUp):
    """Stays at the point."""

    def __init__(self, point):
        self.point = point

    def do(self, given):
        if self.point == "doing":
            stay()
        if self.point == "keeping":
            event.listen(Session, "before_commit", lambda _: stay())
        return super().do(given)


def stay():
    """Say that the point is reached, and wait to be killed."""
    print("there", flush=True)  # noqa: T201 - how the test learns whom to kill
    time.sleep(600)


def app_on(parts):
    """The least that does jobs."""
    app = Flask("office")
    app.extensions["parts"] = parts
    return app


def main():
    url, point = sys.argv[1:]
    parts = Parts(Database(url), job_types=JobTypes({"look_up": Staying(point)}))
    with app_on(parts).app_context():
        for _ in running.running():
            print("done", flush=True)  # noqa: T201 - what the test waits for


if __name__ == "__main__":
    main()
