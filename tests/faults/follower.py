"""Lets cases follow the calendar until it is killed: ``python -m tests.faults.follower URL N``.

Before the commit of the N-th case it says so on standard output and stays there.
"""

import sys

from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from app import clock
from app.storage.ground.database import Database
from app.usecases.parts import Parts
from tests.faults.machine import stay


def main():
    """Follow, and stay before the N-th commit."""
    url, nth = sys.argv[1], int(sys.argv[2])
    seen = iter(range(1, nth + 1))
    event.listen(Session, "before_commit", lambda _: stay() if next(seen) == nth else None)
    app = Flask("office")
    app.extensions["parts"] = Parts(Database(url))
    with app.app_context():
        clock.follow_changes()


if __name__ == "__main__":
    main()
