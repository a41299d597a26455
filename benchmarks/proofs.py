"""The proofs by random examples, with many and new ones: a part of ``--full``."""

import os
import random
import subprocess
import sys

PROVEN = ("tests/engine/model", "tests/engine/readers")
LIMITS = 1_000_000
EXPRESSIONS = 5_000_000


def hold(examples: int) -> bool:
    """Whether the properties of engine and limits hold; prints what fails.

    A million simulated limits are counted by the rules and by a slow second opinion; five million
    expressions by chance give a value or a word of the language, on every processor at once.

    :param examples: how many each property of the engine is tried with.

    Source: decision 80.
    """
    seed = random.SystemRandom().randrange(2**32)
    print(f"{LIMITS} simulated limits over five years, seed {seed}", flush=True)
    agree = _module("tests.engine.rules.simulating", LIMITS, seed).wait() == 0
    return all([_engine_holds(examples, seed), agree, _language_holds(seed)])


def _language_holds(seed: int) -> bool:
    """Whether no expression by chance fails; the processors share them."""
    crew = os.cpu_count() or 1
    share = -(-EXPRESSIONS // crew)
    tried = [_module("tests.engine.feel.fuzzing", share, seed + each) for each in range(crew)]
    ended = [each.wait() for each in tried]
    return not any(ended)


def _module(name: str, count: int, seed: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", name, str(count), str(seed)])


def _engine_holds(examples: int, seed: int) -> bool:
    asked = [*PROVEN, "-q", "-p", "no:cacheprovider", "--timeout=0", f"--hypothesis-seed={seed}"]
    print(f"{examples} examples of every property, seed {seed}", flush=True)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *asked],
        env=os.environ | {"EXAMPLES": str(examples)},
        check=False,
    )
    return done.returncode == 0
