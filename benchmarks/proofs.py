"""The proofs by random examples, with many and new ones: a part of ``--full``."""

import os
import random
import subprocess
import sys

PROVEN = ("tests/engine/model", "tests/engine/readers")
LIMITS = 1_000_000


def hold(examples: int) -> bool:
    """Whether the properties of engine and limits hold; prints what fails.

    A million simulated limits are counted by the rules and by a slow second opinion.

    :param examples: how many each property of the engine is tried with.

    Source: decision 80.
    """
    seed = random.SystemRandom().randrange(2**32)
    print(f"{LIMITS} simulated limits over five years, seed {seed}", flush=True)
    asked = [sys.executable, "-m", "tests.engine.rules.simulating", str(LIMITS), str(seed)]
    agree = subprocess.run(asked, check=False).returncode == 0
    return _engine_holds(examples, seed) and agree


def _engine_holds(examples: int, seed: int) -> bool:
    asked = [*PROVEN, "-q", "-p", "no:cacheprovider", "--timeout=0", f"--hypothesis-seed={seed}"]
    print(f"{examples} examples of every property, seed {seed}", flush=True)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *asked],
        env=os.environ | {"EXAMPLES": str(examples)},
        check=False,
    )
    return done.returncode == 0
