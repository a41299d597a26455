"""The proofs by random examples, with many and new ones: a part of ``--full``."""

import os
import random
import subprocess
import sys

PROVEN = ("tests/engine/model", "tests/engine/readers")


def hold(examples: int) -> bool:
    """Whether the properties of the engine hold for so many examples; prints what fails.

    Source: decision 80.
    """
    seed = random.SystemRandom().randrange(2**32)
    asked = [*PROVEN, "-q", "-p", "no:cacheprovider", "--timeout=0", f"--hypothesis-seed={seed}"]
    print(f"{examples} examples of every property, seed {seed}", flush=True)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *asked],
        env=os.environ | {"EXAMPLES": str(examples)},
        check=False,
    )
    return done.returncode == 0
