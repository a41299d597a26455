"""A process that does nothing but let limits pass: ``python -m benchmarks.targets.clockwork``.

It says ``ready``, waits for a line, and then says a number for every thousand limits that it let
pass, until nothing is due any more.
"""

import gc
import os
import sys
import time

from app import clock, create_app
from app.jobs import step_back
from app.unit_of_work import the_parts

A_REST = 0.02


def main() -> None:
    """Drain the office at ``DATABASE_URL``."""
    app, passed = create_app({"DATABASE_URL": os.environ["DATABASE_URL"]}), 0
    gc.freeze()  # as wsgi does
    print("ready", flush=True)
    sys.stdin.readline()
    with app.app_context():
        step_back(the_parts().database)  # as workers do
        while clock.due(1):
            for _ in clock.passing():
                passed += 1
                if passed % 1_000 == 0:
                    print(passed, flush=True)
            time.sleep(A_REST)  # what another clock holds is passed over


if __name__ == "__main__":
    main()
