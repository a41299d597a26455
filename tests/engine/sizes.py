"""How many random examples a property is tried with.

The suite tries the same few each time. For many and new ones::

    EXAMPLES=20000 .venv/bin/python -m pytest tests/engine/model tests/engine/readers \
        --hypothesis-seed=1 --timeout=0

What fails is printed with the line that repeats it.
"""

import os

from hypothesis import HealthCheck, settings

MANY = int(os.environ.get("EXAMPLES", "0"))


def examples(few):
    """Return the settings of a property: few examples, or as many as asked for."""
    return settings(
        max_examples=MANY or few,
        derandomize=not MANY,
        database=None,
        deadline=None,
        print_blob=bool(MANY),
        suppress_health_check=list(HealthCheck),
    )
